using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Lts.Trainer.Data.Tokenization;

/// <summary>Collects vocabulary and merges as files write them, and everything that is wrong with them.</summary>
internal sealed class TokenizerModelBuilder
{
    /// <summary>Name of the token between documents, in GPT-2 and in the tokenizers that are trained here.</summary>
    public const string EndOfText = "<|endoftext|>";

    /// <summary>Most ids: far above any published vocabulary, and far below what would exhaust memory.</summary>
    public const int MostTokens = 1 << 22;

    private const int MostErrors = 20;
    private static readonly string[] EndNames = [EndOfText, "</s>", "<|end_of_text|>", "<eos>", "<|eos|>"];

    private readonly Dictionary<string, int> _ids = new(StringComparer.Ordinal);
    private readonly Dictionary<int, string> _special = [];
    private readonly List<(string Left, string Right)> _merges = [];
    private readonly List<string> _errors = [];
    private int _suppressed;

    /// <summary>Adds a token, written in <see cref="ByteAlphabet"/>.</summary>
    public void AddToken(string text, long id)
    {
        if (id is < 0 or >= MostTokens)
        {
            AddError($"the id {id} of token \"{text}\" must be from 0 to {MostTokens - 1}");
        }
        else if (!_ids.TryAdd(text, (int)id))
        {
            AddError($"token \"{text}\" appears twice");
        }
    }

    /// <summary>Adds a token that no text is encoded to, by its name.</summary>
    public void AddSpecial(string name, long id)
    {
        if (id is < 0 or >= MostTokens)
        {
            AddError($"the id {id} of added token \"{name}\" must be from 0 to {MostTokens - 1}");
        }
        else if (!_special.TryAdd((int)id, name))
        {
            AddError($"two added tokens have the id {id}");
        }
    }

    /// <summary>Adds the merge of next rank, written in <see cref="ByteAlphabet"/>.</summary>
    public void AddMerge(string left, string right) => _merges.Add((left, right));

    /// <summary>Adds something wrong that only the reader of the file can see.</summary>
    public void AddError(FormattableString error)
    {
        if (_errors.Count < MostErrors)
        {
            _errors.Add(error.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            _suppressed++;
        }
    }

    /// <summary>Checks all that was added, and makes a tokenizer of it.</summary>
    /// <param name="source">The file, for the message.</param>
    /// <exception cref="Lts.Hosting.UserErrorException">What is wrong: all of it, up to 20 lines.</exception>
    public TokenizerModel Build(string source)
    {
        var tokens = Tokens();
        var merges = Merges();
        var end = EndNames.Select(name => _special.FirstOrDefault(pair => pair.Value == name, new(-1, ""))).FirstOrDefault(pair => pair.Key >= 0, new(-1, "")).Key;
        if (end < 0)
        {
            AddError($"no added token marks the end of a text (looked for {string.Join(", ", EndNames)})");
        }

        if (_errors.Count > 0)
        {
            var more = _suppressed > 0 ? $"\n  … and {_suppressed} more" : "";
            throw new Hosting.UserErrorException(
                $"{source} is not a tokenizer that can be used here:\n  {string.Join("\n  ", _errors)}{more}", Hosting.ExitCode.Usage);
        }

        return new TokenizerModel { Tokens = tokens, Merges = merges, SpecialIds = [.. _special.Keys.Order()], EndOfTextId = end };
    }

    private ImmutableArray<byte[]> Tokens()
    {
        var count = Math.Max(_ids.Values.DefaultIfEmpty(-1).Max(), _special.Keys.DefaultIfEmpty(-1).Max()) + 1;
        var tokens = new byte[]?[count];
        foreach (var (id, name) in _special)
        {
            tokens[id] = Encoding.UTF8.GetBytes(name);
        }

        foreach (var (text, id) in _ids)
        {
            if (_special.TryGetValue(id, out var name))
            {
                if (name != text)
                {
                    AddError($"id {id} is both \"{text}\" and the added token \"{name}\"");
                }
            }
            else if (tokens[id] is not null)
            {
                AddError($"two tokens have the id {id}; one is \"{text}\"");
            }
            else if (ByteAlphabet.ToBytes(text) is { Length: > 0 } bytes)
            {
                tokens[id] = bytes;
            }
            else
            {
                tokens[id] = [];
                AddError($"token \"{text}\" (id {id}) is not written in the byte-level alphabet");
            }
        }

        var missing = Enumerable.Range(0, count).Where(id => tokens[id] is null).ToList();
        if (missing.Count > 0)
        {
            AddError($"{missing.Count} ids below {count} have no token, the first is {missing[0]}");
        }

        var absent = ByteAlphabet.InOrder.Count(value => !_ids.ContainsKey(ByteAlphabet.ToText([value])));
        if (absent > 0)
        {
            AddError($"{absent} of the 256 single bytes are missing, so some texts could not be encoded");
        }

        return [.. tokens.Select(token => token ?? [])];
    }

    private ImmutableArray<Merge> Merges()
    {
        var merges = ImmutableArray.CreateBuilder<Merge>(_merges.Count);
        var seen = new HashSet<(int, int)>();
        for (var rank = 0; rank < _merges.Count; rank++)
        {
            var (left, right) = _merges[rank];
            if (!_ids.TryGetValue(left, out var leftId) || !_ids.TryGetValue(right, out var rightId) || !_ids.TryGetValue(left + right, out var result))
            {
                AddError($"merge {rank + 1}, \"{left} {right}\": one of these, or \"{left}{right}\", is not in the vocabulary");
            }
            else if (!seen.Add((leftId, rightId)))
            {
                AddError($"merge {rank + 1}, \"{left} {right}\", appears twice");
            }
            else
            {
                merges.Add(new Merge(leftId, rightId, result));
            }
        }

        return merges.ToImmutable();
    }
}
