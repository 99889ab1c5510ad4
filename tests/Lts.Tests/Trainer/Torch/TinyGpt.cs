using Lts.Trainer.Libtorch;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

#pragma warning disable IDE1006 // a field is registered by its own name, which is the parameter's in PyTorch

namespace Lts.Tests.Trainer.Torch;

/// <summary>The model of py/train.py, written with TorchSharp's names: 61 tokens, 16 positions, 2 layers of 32 with 4 heads.</summary>
internal sealed class TinyGpt : Module<Tensor, Tensor>
{
    public const int Vocabulary = 61;
    public const int Positions = 16;
    public const int Batch = 4;
    private const int Size = 32;

    private readonly Embedding wte = Embedding(Vocabulary, Size);
    private readonly Embedding wpe = Embedding(Positions, Size);
    private readonly ModuleList<Block> h = ModuleList(new Block(), new Block());
    private readonly LayerNorm lnf = LayerNorm(Size);

    public TinyGpt()
        : base(nameof(TinyGpt)) => RegisterComponents();

    public override Tensor forward(Tensor ids)
    {
        using var scope = NewDisposeScope();
        var x = wte.forward(ids) + wpe.forward(arange(Positions)); // (B, T, C)
        foreach (var block in h)
        {
            x = block.forward(x);
        }

        return F.linear(lnf.forward(x), wte.weight).MoveToOuterDisposeScope(); // (B, T, V)
    }

    /// <summary>The loss of a step's batch: sequences that lie one after the other in the tokens.</summary>
    public Tensor Loss(Tensor tokens, int step, int first = 0, int count = Batch)
    {
        using var scope = NewDisposeScope();
        var start = ((step * Batch) + first) * Positions;
        var inputs = tokens.narrow(0, start, count * Positions).view(count, Positions);
        var targets = tokens.narrow(0, start + 1, count * Positions);
        return F.cross_entropy(forward(inputs).view(-1, Vocabulary), targets).MoveToOuterDisposeScope();
    }

    private sealed class Block : Module<Tensor, Tensor>
    {
        private const int Heads = 4;

        private readonly LayerNorm ln1 = LayerNorm(Size);
        private readonly Linear qkv = Linear(Size, 3 * Size);
        private readonly Linear proj = Linear(Size, Size);
        private readonly LayerNorm ln2 = LayerNorm(Size);
        private readonly Linear fc = Linear(Size, 4 * Size);
        private readonly Linear @out = Linear(4 * Size, Size);

        public Block()
            : base(nameof(Block)) => RegisterComponents();

        public override Tensor forward(Tensor x)
        {
            using var scope = NewDisposeScope();
            var parts = qkv.forward(ln1.forward(x)).split(Size, 2);
            var (q, k, v) = (Split(parts[0]), Split(parts[1]), Split(parts[2]));
            var y = F.scaled_dot_product_attention(q, k, v, is_casual: true).transpose(1, 2).contiguous().view(x.shape);
            x = x + proj.forward(y);
            return (x + @out.forward(Operators.TanhGelu(fc.forward(ln2.forward(x))))).MoveToOuterDisposeScope();
        }

        private static Tensor Split(Tensor t) => t.view(t.shape[0], Positions, Heads, Size / Heads).transpose(1, 2); // (B, H, T, d)
    }
}
