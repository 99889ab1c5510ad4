using System.Text;

namespace Lts.Onnx.Inspection;

/// <summary>
/// Walks over the fields of one protobuf message in place. Unlike a protobuf library it copies nothing that is not asked for, so a
/// gigabyte of embedded weights costs nothing to skip, and a small hostile file cannot unfold into many objects.
/// </summary>
/// <param name="message">The message's bytes.</param>
/// <param name="subject">What the message is, for errors.</param>
internal ref struct WireReader(ReadOnlySpan<byte> message, string subject)
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _subject = subject;
    private ReadOnlySpan<byte> _rest = message;
    private int _wireType;

    private enum WireType
    {
        Varint = 0,
        Fixed64 = 1,
        LengthDelimited = 2,
        Fixed32 = 5,
    }

    /// <summary>Number of the field that was read last.</summary>
    public int Field { get; private set; }

    /// <summary>Whether the field is a run of bytes: a message, text, or packed numbers.</summary>
    public readonly bool IsDelimited => _wireType == (int)WireType.LengthDelimited;

    /// <summary>Whether anything is left.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Refuses a second occurrence: protobuf would merge it into the first, and the merged message was never checked.</summary>
    /// <param name="seen">Whether it occurred already.</param>
    /// <param name="subject">Who states what, for the message.</param>
    public static void Once(ref bool seen, string subject)
    {
        if (seen)
        {
            throw new InvalidGraphException($"{subject} twice.");
        }

        seen = true;
    }

    /// <summary>A text field of a message, wherever it stands in it; empty if it is missing.</summary>
    /// <param name="message">The message's bytes.</param>
    /// <param name="field">The field's number.</param>
    /// <param name="subject">What the message is, for errors.</param>
    public static string TextOf(ReadOnlySpan<byte> message, int field, string subject)
    {
        var text = "";
        var reader = new WireReader(message, subject);
        while (reader.Next())
        {
            if (reader.Field == field)
            {
                text = reader.Text();
            }
            else
            {
                reader.Skip();
            }
        }

        return text;
    }

    /// <summary>Goes to the next field, whose content must then be read or skipped.</summary>
    public bool Next()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        var tag = RawVarint();
        _wireType = (int)(tag & 7);
        Field = tag >> 3 is > 0 and < (1 << 29) ? (int)(tag >> 3) : throw Damaged();
        return true;
    }

    /// <summary>Reads a whole number.</summary>
    public long Number()
    {
        Expect(WireType.Varint);
        return RawVarint();
    }

    /// <summary>Reads a run of bytes.</summary>
    public ReadOnlySpan<byte> Bytes()
    {
        Expect(WireType.LengthDelimited);
        return Take(RawVarint());
    }

    /// <summary>Reads text.</summary>
    public string Text()
    {
        try
        {
            return StrictUtf8.GetString(Bytes());
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidGraphException($"{_subject} holds a text that is not UTF-8.");
        }
    }

    /// <summary>Reads whole numbers, packed or one by one as files have both; appends them.</summary>
    /// <param name="numbers">Receives them.</param>
    /// <param name="max">How many are acceptable in all.</param>
    public void Numbers(List<long> numbers, int max)
    {
        if (!IsDelimited)
        {
            numbers.Add(Number());
        }
        else
        {
            var packed = new WireReader(Bytes(), _subject);
            while (!packed.IsAtEnd && numbers.Count <= max)
            {
                numbers.Add(packed.RawVarint());
            }
        }

        if (numbers.Count > max)
        {
            throw new InvalidGraphException($"{_subject} has a list of more than {max} numbers where a shape is expected.");
        }
    }

    /// <summary>Passes over the field's content.</summary>
    public void Skip() => _ = (WireType)_wireType switch
    {
        WireType.Varint => RawVarint(),
        WireType.Fixed64 => Take(sizeof(long)).Length,
        WireType.LengthDelimited => Bytes().Length,
        WireType.Fixed32 => Take(sizeof(int)).Length,
        _ => throw Damaged(),
    };

    private long RawVarint()
    {
        const int maxBytes = 10;
        var value = 0UL;
        for (var i = 0; i < maxBytes && i < _rest.Length; i++)
        {
            value |= (ulong)(_rest[i] & 0x7f) << (7 * i);
            if (_rest[i] < 0x80)
            {
                _rest = _rest[(i + 1)..];
                return (long)value;
            }
        }

        throw Damaged();
    }

    private ReadOnlySpan<byte> Take(long length)
    {
        if (length < 0 || length > _rest.Length)
        {
            throw Damaged();
        }

        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    private readonly void Expect(WireType type)
    {
        if (_wireType != (int)type)
        {
            throw Damaged();
        }
    }

    private readonly InvalidGraphException Damaged() => new($"{_subject} is damaged: its bytes are cut off or are not protobuf.");
}
