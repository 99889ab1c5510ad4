using System.Text.Json.Serialization;
using Lts.Contracts.Json;
using Lts.Domain.Architectures;

namespace Lts.Cli.Client.Json;

/// <summary>What <c>lts arch inspect --json</c> prints.</summary>
/// <param name="Id">Equal for equal architectures, on every machine and in every version.</param>
/// <param name="DecoderParameters">All but the embeddings.</param>
/// <param name="EmbeddingParameters">Tokens and positions; the output head is tied to the tokens.</param>
/// <param name="TotalParameters">Decoder and embeddings together.</param>
/// <param name="OnnxMib">Size of the ONNX model with its weights, in MiB (2^20 bytes).</param>
/// <param name="OnnxBytes">The same in bytes.</param>
/// <param name="GraphBytes">Size of the ONNX graph without weights.</param>
/// <param name="Architecture">A valid architecture file.</param>
internal sealed record ArchitectureReport(
    string Id, long DecoderParameters, long EmbeddingParameters, long TotalParameters, double OnnxMib, long OnnxBytes, long GraphBytes,
    [property: JsonConverter(typeof(ArchitectureConverter))] Architecture Architecture);
