using Lts.Hosting;
using Lts.Trainer.Data.Shards;

namespace Lts.Trainer.Data.Batches;

/// <summary>
/// Which tokens are sequence number i of a training, for all i: an epoch after the other, each in an order and from a first token of its own. A
/// pure function of (tokens, sequence length, seed, i): who knows i can go on there, and processes share the work by taking different i.
/// </summary>
internal sealed class BatchSampler
{
    private const ulong OrderSalt = 0x6F72646572; // "order"
    private const ulong ShiftSalt = 0x7368696674; // "shift"
    private readonly TokenSplit _split;
    private readonly int _sequenceLength;
    private readonly ulong _seed;
    private readonly long _largestShift;

    /// <summary>Creates the sampler.</summary>
    /// <param name="split">The text to draw sequences from.</param>
    /// <param name="sequenceLength">Length of a sequence in tokens.</param>
    /// <param name="seed">Any number; another one gives another order.</param>
    /// <exception cref="UserErrorException">The text is shorter than a sequence and its last target.</exception>
    public BatchSampler(TokenSplit split, int sequenceLength, long seed)
    {
        ArgumentNullException.ThrowIfNull(split);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sequenceLength);
        var targets = split.TokenCount - 1;
        if (targets < sequenceLength)
        {
            throw new UserErrorException(
                $"The text to learn has {split.TokenCount} tokens, but a single sequence with its last target needs {sequenceLength + 1L}. "
                + "Give more text, or a smaller sequence_length.", ExitCode.Usage);
        }

        (_split, _sequenceLength, _seed) = (split, sequenceLength, KeyedPermutation.Mix((ulong)seed));
        // One sequence fewer than fit, where there are several, leaves room to begin anywhere in the first: borders differ between epochs.
        SequencesPerEpoch = Math.Max(1, (targets / sequenceLength) - 1);
        _largestShift = Math.Min(sequenceLength - 1, targets - (SequencesPerEpoch * sequenceLength));
    }

    /// <summary>Sequences of an epoch: together nearly all tokens, none twice.</summary>
    public long SequencesPerEpoch { get; }

    /// <summary>Copies a sequence and what follows each of its tokens.</summary>
    /// <param name="globalSequenceIndex">Number of the sequence since the beginning of training, from 0.</param>
    /// <param name="inputs">The sequence's ids; as long as a sequence.</param>
    /// <param name="targets">Receives the token that follows each of the inputs.</param>
    /// <exception cref="UserErrorException">An id is not in the vocabulary.</exception>
    public void Fill(long globalSequenceIndex, Span<long> inputs, Span<long> targets)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(inputs.Length, _sequenceLength);
        ArgumentOutOfRangeException.ThrowIfNotEqual(targets.Length, _sequenceLength);
        var ids = System.Buffers.ArrayPool<int>.Shared.Rent(_sequenceLength + 1);
        try
        {
            var read = ids.AsSpan(0, _sequenceLength + 1);
            _split.Read(Start(globalSequenceIndex), read);
            for (var i = 0; i < inputs.Length; i++)
            {
                (inputs[i], targets[i]) = (read[i], read[i + 1]);
            }
        }
        finally
        {
            System.Buffers.ArrayPool<int>.Shared.Return(ids);
        }
    }

    /// <summary>Position of a sequence's first token in the split.</summary>
    public long Start(long globalSequenceIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(globalSequenceIndex);
        var (epoch, index) = Math.DivRem(globalSequenceIndex, SequencesPerEpoch);
        var order = new KeyedPermutation(SequencesPerEpoch, KeyedPermutation.Mix(_seed + (ulong)epoch) ^ OrderSalt);
        var shift = (long)(KeyedPermutation.Mix(KeyedPermutation.Mix(_seed + (ulong)epoch) ^ ShiftSalt) % (ulong)(_largestShift + 1));
        return shift + (order[index] * _sequenceLength);
    }
}
