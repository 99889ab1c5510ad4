using Lts.Domain.Architectures;
using Lts.Onnx.Emission;
using Lts.Onnx.Weights;
using Lts.Tests.Support;

namespace Lts.Tests.Onnx;

/// <summary>
/// GPT-2's forward pass written out as loops in double precision, from the description of the model and not from the emitter: one
/// sequence at a time, every position on its own, attending to itself and to those before it.
/// </summary>
internal sealed class PlainGpt2
{
    private readonly Architecture _architecture;
    private readonly Dictionary<string, double[]> _weights;

    public PlainGpt2(Architecture architecture, IReadOnlyList<WeightTensor> tensors, IWeightSource source)
    {
        _architecture = architecture;
        _weights = tensors.ToDictionary(tensor => tensor.Name, tensor =>
        {
            var values = new float[tensor.ElementCount];
            source.Fill(tensor, 0, values);
            return Array.ConvertAll(values, value => (double)value);
        });
    }

    /// <summary>Logits by position and token id.</summary>
    public double[][] Logits(ReadOnlySpan<long> tokens)
    {
        var width = _architecture.HiddenSize;
        var stream = new double[tokens.Length][];
        for (var position = 0; position < tokens.Length; position++)
        {
            stream[position] = new double[width];
            for (var j = 0; j < width; j++)
            {
                var token = (int)tokens[position];
                stream[position][j] = _weights["wte.weight"][(token * width) + j] + _weights["wpe.weight"][(position * width) + j];
            }
        }

        for (var layer = 0; layer < _architecture.LayerCount; layer++)
        {
            AddAttention(stream, layer);
            foreach (var x in stream)
            {
                AddFeedForward(x, layer);
            }
        }

        return Array.ConvertAll(stream, Head);
    }

    private void AddAttention(double[][] stream, int layer)
    {
        var width = _architecture.HiddenSize;
        var heads = _architecture.Layers[layer].HeadCount;
        var size = width / heads;
        var qkv = Array.ConvertAll(stream, x => Linear(Norm(x, $"h.{layer}.ln_1"), $"h.{layer}.attn.c_attn", 3 * width));
        for (var position = 0; position < stream.Length; position++)
        {
            var mixed = new double[width];
            for (var head = 0; head < heads; head++)
            {
                var scores = new double[position + 1];
                for (var other = 0; other <= position; other++)
                {
                    for (var j = head * size; j < (head + 1) * size; j++)
                    {
                        scores[other] += qkv[position][j] * qkv[other][width + j];
                    }

                    scores[other] = Math.Exp(scores[other] / Math.Sqrt(size));
                }

                var sum = scores.Sum();
                for (var other = 0; other <= position; other++)
                {
                    for (var j = head * size; j < (head + 1) * size; j++)
                    {
                        mixed[j] += scores[other] / sum * qkv[other][(2 * width) + j];
                    }
                }
            }

            Add(stream[position], Linear(mixed, $"h.{layer}.attn.c_proj", width));
        }
    }

    private void AddFeedForward(double[] x, int layer)
    {
        var inner = Linear(Norm(x, $"h.{layer}.ln_2"), $"h.{layer}.mlp.c_fc", _architecture.Layers[layer].FeedForwardSize);
        for (var j = 0; j < inner.Length; j++)
        {
            var u = inner[j];
            inner[j] = 0.5 * u * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (u + (0.044715 * u * u * u))));
        }

        Add(x, Linear(inner, $"h.{layer}.mlp.c_proj", _architecture.HiddenSize));
    }

    private double[] Head(double[] x)
    {
        var normed = Norm(x, "ln_f");
        var embedding = _weights["wte.weight"];
        var logits = new double[_architecture.VocabularySize];
        for (var token = 0; token < logits.Length; token++)
        {
            for (var j = 0; j < normed.Length; j++)
            {
                logits[token] += normed[j] * embedding[(token * normed.Length) + j];
            }
        }

        return logits;
    }

    private double[] Norm(double[] x, string name)
    {
        var mean = x.Average();
        var deviation = Math.Sqrt(x.Average(value => (value - mean) * (value - mean)) + 1e-5);
        return [.. x.Select((value, j) => ((value - mean) / deviation * _weights[$"{name}.weight"][j]) + _weights[$"{name}.bias"][j])];
    }

    private double[] Linear(double[] x, string name, int outputs)
    {
        var weight = _weights[$"{name}.weight"];
        var y = (double[])_weights[$"{name}.bias"].Clone();
        for (var i = 0; i < x.Length; i++)
        {
            for (var j = 0; j < outputs; j++)
            {
                y[j] += x[i] * weight[(i * outputs) + j];
            }
        }

        return y;
    }

    private static void Add(double[] x, double[] y)
    {
        for (var j = 0; j < x.Length; j++)
        {
            x[j] += y[j];
        }
    }
}
