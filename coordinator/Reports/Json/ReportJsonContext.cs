using System.Text.Json.Serialization;

namespace Lts.Reports.Json;

/// <summary>Source-generated serialisers of <see cref="ReportDocument"/>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    Converters = [typeof(ArchitectureConverter)])]
[JsonSerializable(typeof(ReportDocument))]
[JsonSerializable(typeof(PageMetrics))]
[JsonSerializable(typeof(string))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;
