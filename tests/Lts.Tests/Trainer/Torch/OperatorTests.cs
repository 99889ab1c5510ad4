using Lts.Tests.Support;
using Lts.Tests.Trainer.Support;
using Lts.Trainer.Libtorch;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Lts.Tests.Trainer.Torch;

/// <summary>Each bound operator, and its gradient, has the bits of Python's PyTorch.</summary>
[Collection(TorchSerial.Name)]
public sealed class OperatorTests
{
    private static readonly Dictionary<string, Func<Tensor[], Tensor>> Cases = new()
    {
        ["add"] = t => t[0] + t[1],
        ["sub"] = t => t[0] - t[1],
        ["mul"] = t => t[0] * t[1],
        ["div"] = t => t[0] / t[1],
        ["scalars"] = t => ((2 * t[0]) + 1 - 0.5) / 3,
        ["reversed"] = t => 1 - t[0],
        ["pow"] = t => t[0].pow(3),
        ["unary"] = t => t[0].tanh().exp().sqrt().log().abs().neg().square(),
        ["matmul"] = t => matmul(t[0], t[1].transpose(1, 2)),
        ["linear"] = t => F.linear(t[0], t[1], t[2]),
        ["addmm"] = t => addmm(t[0], t[1].view(15, 8), t[2].t().contiguous()),
        ["embedding"] = Embed,
        ["layer_norm"] = t => F.layer_norm(t[0], [8], t[1], t[2]),
        ["gelu"] = t => F.gelu(t[0]),
        ["gelu_tanh"] = t => Operators.TanhGelu(t[0]),
        ["relu"] = t => F.relu(t[0]),
        ["softmax"] = t => F.softmax(t[0], -1),
        ["log_softmax"] = t => F.log_softmax(t[0], -1),
        ["cross_entropy"] = t => F.cross_entropy(t[0].view(-1, 8), t[1]),
        ["cross_entropy_sum"] = t => F.cross_entropy(t[0].view(-1, 8), t[1], ignore_index: 3, reduction: nn.Reduction.Sum),
        ["attention"] = t => F.scaled_dot_product_attention(t[0], t[1], t[2], is_casual: true),
        ["conv1d"] = t => F.conv1d(t[0], t[1], padding: 2, groups: 5),
        ["masked"] = t => t[0].masked_fill(ones([8, 8], torch.@bool).tril().narrow(0, 0, 5), 2.5),
        ["reduce"] = t => t[0].sum(1).mean() + t[0].mean([0, 2]).sum(),
        ["shapes"] = t => cat([.. t[0].split(3, 2).Select(part => part.permute(2, 0, 1).reshape(-1))]),
        ["narrow"] = t => t[0].narrow(1, 1, 3).unsqueeze(0).squeeze(0).flatten(1),
        ["gather"] = t => t[0].view(15, 8).gather(1, t[1].view(15, 1)),
        ["stack"] = t => stack([t[0], t[1]], 1).select(1, 1),
        ["argmax"] = t => t[0].argmax(-1),
        ["compare"] = t => t[0].gt(t[1]).ne(t[0].le(0.25)),
    };

    [PythonTorchFact]
    public void Operators_AndTheirGradients_HaveTheBitsOfPython()
    {
        using var folder = new TemporaryDirectory();
        using var scope = NewDisposeScope();
        var names = PythonTorch.Run("operators.py", folder["cases"]).Split(' ', StringSplitOptions.TrimEntries);
        var expected = PythonTorch.Read(folder["cases"]);
        Assert.Equal(names.Order(), Cases.Keys.Order());
        var wrong = new List<string>();
        foreach (var name in names)
        {
            var inputs = Enumerable.Range(0, 3).TakeWhile(i => expected.ContainsKey($"{name}.{i}")).Select(i => expected[$"{name}.{i}"]).ToArray();
            var learnt = expected.TryGetValue($"{name}.grad0", out var gradient);
            inputs[0].requires_grad = learnt;
            var result = Cases[name](inputs);
            wrong.AddRange(Equal(result, expected[name]) ? [] : [name]);
            if (learnt)
            {
                if (result.requires_grad)
                {
                    result.sum().backward();
                }

                wrong.AddRange(Equal(inputs[0].grad!, gradient!) ? [] : [$"{name}, gradient"]);
            }
        }

        Assert.Empty(wrong);
        manual_seed(11);
        Assert.True(Equal(cat([randn(40), rand(3), F.dropout(ones(50), 0.3)]), expected["random"]));
    }

    [TorchFact]
    public void GeneratorState_Restored_DrawsTheSameAgain()
    {
        using var scope = NewDisposeScope();
        manual_seed(5);
        var state = get_rng_state();
        var first = F.dropout(ones(1000), 0.5);
        var second = F.dropout(ones(1000), 0.5);
        set_rng_state(state);
        Assert.True(Equal(F.dropout(ones(1000), 0.5), first));
        Assert.False(Equal(first, second));
    }

    [TorchFact]
    public void Attention_WithMaskOfBooleans_EqualsCausal()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var (q, k, v) = (randn([2, 2, 9, 4]), randn([2, 2, 9, 4]), randn([2, 2, 9, 4]));
        var seen = ones([9, 9], torch.@bool).tril();
        Assert.True(allclose(
            F.scaled_dot_product_attention(q, k, v, is_casual: true), F.scaled_dot_product_attention(q, k, v, seen), atol: 1e-6));
    }

    private static bool Equal(Tensor a, Tensor b) => a.shape.SequenceEqual(b.shape) && a.contiguous().bytes.SequenceEqual(b.contiguous().bytes);

    private static Tensor Embed(Tensor[] t)
    {
        var table = nn.Embedding(6, 8);
        using (no_grad())
        {
            table.weight.copy_(t[0]);
        }

        // The gradient is read from the first input: let the table stand for it.
        var result = table.forward(t[1]);
        result.sum().backward();
        t[0].grad = table.weight.grad;
        return result.detach();
    }
}
