using System.Text.Json.Serialization;
using Lts.Contracts.Json;

namespace Lts.Reports.Json;

/// <summary>Source-generated serialisers of <see cref="ReportDocument"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(FiniteNumberConverter)])]
[JsonSerializable(typeof(ReportDocument))]
[JsonSerializable(typeof(PageMetrics))]
[JsonSerializable(typeof(string))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;
