using System.Buffers;
using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    /// <summary>One header: a lower-case key with text or with bytes.</summary>
    public class Entry
    {
        // HTTP/2 wants lower case; the rest is gRPC's own rule.
        private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_.");

        private readonly string? _text;
        private readonly byte[] _bytes;

        /// <summary>Bytes; the key must end in <c>-bin</c>.</summary>
        public Entry(string key, byte[] valueBytes)
        {
            ArgumentNullException.ThrowIfNull(valueBytes);
            Key = Checked(key, binary: true);
            _bytes = [.. valueBytes];
        }

        /// <summary>Text; the key must not end in <c>-bin</c>.</summary>
        public Entry(string key, string value)
        {
            ArgumentNullException.ThrowIfNull(value);
            Key = Checked(key, binary: false);
            _text = value;
            _bytes = Encoding.ASCII.GetBytes(value);
        }

        /// <summary>The key, in lower case.</summary>
        public string Key { get; }

        /// <summary>Whether the value is bytes.</summary>
        public bool IsBinary => _text is null;

        /// <summary>The text.</summary>
        /// <exception cref="InvalidOperationException">The value is bytes.</exception>
        public string Value => _text ?? throw new InvalidOperationException($"Header '{Key}' carries bytes: read ValueBytes.");

        /// <summary>A copy of the bytes, or the text as ASCII.</summary>
        public byte[] ValueBytes => [.. _bytes];

        /// <inheritdoc/>
        public override string ToString() => $"{Key}: {_text ?? Convert.ToBase64String(_bytes)}";

        internal bool HasKey(string key) => Key.Equals(key, StringComparison.OrdinalIgnoreCase);

        private static string Checked(string key, bool binary)
        {
            ArgumentNullException.ThrowIfNull(key);
            var lower = key.ToLowerInvariant();
            if (lower.Length == 0 || lower.AsSpan().ContainsAnyExcept(KeyCharacters))
            {
                throw new ArgumentException($"'{key}' is no header key: use letters, digits, '-', '_' and '.'.", nameof(key));
            }

            return lower.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal) == binary
                ? lower
                : throw new ArgumentException($"'{key}': keys of bytes, and no others, end in {BinaryHeaderSuffix}.", nameof(key));
        }
    }
}
