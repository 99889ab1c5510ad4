using Lts.Domain.Architectures;
using Lts.Domain.Families;
using Lts.Trainer.Libtorch;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;
using F = TorchSharp.torch.nn.functional;

// GPT-2 (Radford et al. 2019) with heads and feed-forward size per layer. Names of parameters and the layout (in, out) of matrices are those
// of Hugging Face's GPT2LMHeadModel, so that weights are saved and loaded as they lie. shared/Onnx/Emission/Gpt2Emitter.cs writes the same
// computation as ONNX operators; a test holds the two together.
//
// Shapes: B batch, S sequence, D hidden size, H heads, d = D / H head size, F feed-forward size, V vocabulary.
namespace Lts.Trainer.Models;

/// <summary>The model: token ids (B, S) in, logits (B, S, V) out.</summary>
internal sealed class Gpt2 : DecoderModel
{
    private const double InitialDeviation = 0.02;

    private readonly Embedding _wte;
    private readonly Embedding _wpe;
    private readonly ModuleList<Gpt2Block> _h;
    private readonly LayerNorm _lnF;
    private readonly double _dropout;

    /// <summary>Creates a model on the CPU, initialised from torch's generator.</summary>
    /// <param name="architecture">How many layers, and the sizes of each.</param>
    /// <param name="dropout">Probability of dropout on embeddings and on what each block adds; attention has its own in the architecture.</param>
    public Gpt2(Architecture architecture, double dropout = 0)
        : base(nameof(Gpt2))
    {
        ArchitectureValidator.ThrowIfInvalid(architecture);
        _wte = Embedding(architecture.VocabularySize, architecture.HiddenSize); // (V, D)
        _wpe = Embedding(architecture.MaxSequenceLength, architecture.HiddenSize);
        _h = ModuleList(Gpt2Shape.Of(architecture).Layers
            .Select(layer => new Gpt2Block(architecture.HiddenSize, layer, architecture.AttentionDropout, dropout)).ToArray());
        _lnF = LayerNorm(architecture.HiddenSize);
        _dropout = dropout;
        register_module("wte", _wte);
        register_module("wpe", _wpe);
        register_module("h", _h);
        register_module("ln_f", _lnF);
        Initialise(architecture.LayerCount);
    }

    /// <summary>Everything but the head: ids (B, S) to the last layer norm's output (B, S, D).</summary>
    public override Tensor Hidden(Tensor ids)
    {
        using var scope = NewDisposeScope();
        var positions = arange(ids.shape[1], dtype: ScalarType.Int64, device: ids.device); // (S)
        var x = _wte.call(ids) + _wpe.call(positions); // (B, S, D)
        x = F.dropout(x, _dropout, training);
        foreach (var block in _h)
        {
            x = block.call(x);
        }

        return _lnF.call(x).MoveToOuterDisposeScope();
    }

    /// <summary>The head, which is the token embedding again: (…, D) to logits (…, V).</summary>
    public override Tensor Head(Tensor hidden) => F.linear(hidden, _wte.weight!);

    /// <summary>
    /// GPT-2's initialisation (§2.3): matrices and embeddings normal(0, 0.02), those that write into the residual stream scaled by
    /// 1/√(2 · layers), for each layer adds to it twice; biases 0, layer norms 1.
    /// </summary>
    private void Initialise(int layerCount)
    {
        using var none = no_grad();
        foreach (var (name, parameter) in named_parameters())
        {
            if (name.EndsWith("c_proj.weight", StringComparison.Ordinal))
            {
                init.normal_(parameter, 0, InitialDeviation / Math.Sqrt(2.0 * layerCount));
            }
            else if (parameter.dim() == 2)
            {
                init.normal_(parameter, 0, InitialDeviation);
            }
        }
    }
}

/// <summary>One layer: attention, then feed-forward, each on a layer norm of the stream and added to it.</summary>
internal sealed class Gpt2Block : Module<Tensor, Tensor>
{
    private readonly LayerNorm _ln1;
    private readonly Gpt2Attention _attn;
    private readonly LayerNorm _ln2;
    private readonly Gpt2FeedForward _mlp;

    /// <summary>Makes a block; its matrices and biases are 0 until they are initialised or loaded.</summary>
    /// <param name="hiddenSize">Width of the model.</param>
    /// <param name="layer">The layer's heads and feed-forward size.</param>
    /// <param name="attentionDropout">Dropout probability of attention weights.</param>
    /// <param name="dropout">Dropout probability of what the block adds.</param>
    public Gpt2Block(int hiddenSize, Gpt2Layer layer, double attentionDropout, double dropout)
        : base(nameof(Gpt2Block))
    {
        _ln1 = LayerNorm(hiddenSize);
        _attn = new Gpt2Attention(hiddenSize, layer.HeadCount, attentionDropout, dropout);
        _ln2 = LayerNorm(hiddenSize);
        _mlp = new Gpt2FeedForward(hiddenSize, layer.FeedForwardSize, dropout);
        register_module("ln_1", _ln1);
        register_module("attn", _attn);
        register_module("ln_2", _ln2);
        register_module("mlp", _mlp);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        x = x + _attn.call(_ln1.call(x)); // (B, S, D)
        x = x + _mlp.call(_ln2.call(x)); // (B, S, D)
        return x.MoveToOuterDisposeScope();
    }
}

/// <summary>Causal self-attention.</summary>
internal sealed class Gpt2Attention : Module<Tensor, Tensor>
{
    private readonly Conv1D _cAttn;
    private readonly Conv1D _cProj;
    private readonly int _heads;
    private readonly double _attentionDropout;
    private readonly double _dropout;

    /// <summary>Makes an attention; its matrices and biases are 0 until they are initialised or loaded.</summary>
    /// <param name="hiddenSize">Width of the model; a multiple of the heads.</param>
    /// <param name="heads">Number of heads.</param>
    /// <param name="attentionDropout">Dropout probability of attention weights.</param>
    /// <param name="dropout">Dropout probability of its output.</param>
    public Gpt2Attention(int hiddenSize, int heads, double attentionDropout, double dropout)
        : base(nameof(Gpt2Attention))
    {
        _cAttn = new Conv1D(hiddenSize, 3 * hiddenSize);
        _cProj = new Conv1D(hiddenSize, hiddenSize);
        _heads = heads;
        _attentionDropout = attentionDropout;
        _dropout = dropout;
        register_module("c_attn", _cAttn);
        register_module("c_proj", _cProj);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var qkv = _cAttn.call(x); // (B, S, 3D)
        var mixed = Operators.CausalAttention(qkv, _heads, training ? _attentionDropout : 0); // (B, H, S, d) inside, (B, S, D) out
        return F.dropout(_cProj.call(mixed), _dropout, training).MoveToOuterDisposeScope(); // (B, S, D)
    }
}

/// <summary>The position-wise feed-forward block.</summary>
internal sealed class Gpt2FeedForward : Module<Tensor, Tensor>
{
    private readonly Conv1D _cFc;
    private readonly Conv1D _cProj;
    private readonly double _dropout;

    /// <summary>Makes a feed-forward part; its matrices and biases are 0 until they are initialised or loaded.</summary>
    /// <param name="hiddenSize">Width of the model.</param>
    /// <param name="innerSize">Width between its two matrices.</param>
    /// <param name="dropout">Dropout probability of its output.</param>
    public Gpt2FeedForward(int hiddenSize, int innerSize, double dropout)
        : base(nameof(Gpt2FeedForward))
    {
        _cFc = new Conv1D(hiddenSize, innerSize);
        _cProj = new Conv1D(innerSize, hiddenSize);
        _dropout = dropout;
        register_module("c_fc", _cFc);
        register_module("c_proj", _cProj);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var inner = Operators.TanhGelu(_cFc.call(x)); // (B, S, F)
        return F.dropout(_cProj.call(inner), _dropout, training).MoveToOuterDisposeScope(); // (B, S, D)
    }
}

/// <summary>A linear layer whose matrix lies as (in, out): what GPT-2 calls a convolution of width 1.</summary>
internal sealed class Conv1D : Module<Tensor, Tensor>
{
    private readonly Parameter _weight;
    private readonly Parameter _bias;

    /// <summary>Makes a matrix (inputs, outputs) and a bias of zeros.</summary>
    /// <param name="inputs">Size of what comes in.</param>
    /// <param name="outputs">Size of what goes out.</param>
    public Conv1D(int inputs, int outputs)
        : base(nameof(Conv1D))
    {
        _weight = new Parameter(zeros([inputs, outputs]));
        _bias = new Parameter(zeros([outputs]));
        register_parameter("weight", _weight);
        register_parameter("bias", _bias);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor x)
    {
        using var scope = NewDisposeScope();
        var (b, s, inputs) = (x.shape[0], x.shape[1], x.shape[2]);
        return addmm(_bias, x.view(b * s, inputs), _weight).view(b, s, -1).MoveToOuterDisposeScope(); // (B, S, out)
    }
}
