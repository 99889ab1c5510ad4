using System.Collections;
using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Lts.Protos.V1;
using Lts.Tests.Golden.Coordinator;

namespace Lts.Tests.EndToEnd.Fuzz;

/// <summary>Valid messages of every kind, and one extreme value put anywhere into them, by reflection over the contract.</summary>
internal static class ExtremeMessages
{
    /// <summary>What strangers may do their worst to.</summary>
    public const string Victim = "victim";

    private const int Many = 100_000;
    private const int ManyBytes = 8 << 20;
    private const int LongText = 1 << 20;
    private const int Deepest = 12;

    private static readonly double[] Doubles =
    [
        double.NaN, double.PositiveInfinity, double.NegativeInfinity, 5e-324, -5e-324, 1e308, double.MaxValue, double.MinValue, -0.0, 0, -1, 1e15, 1e-300,
    ];

    private static readonly long[] Longs =
        [long.MinValue, long.MaxValue, int.MinValue, int.MaxValue, (long)int.MaxValue + 1, 253_402_300_800, -62_135_596_801, -1, 0, 1, 1_000_000_000];

    private static readonly IMessage[] Requests =
    [
        .. GoldenStudies.All.Select(Creation), new CreateStudyRequest { Spec = Creation(GoldenStudies.Evolution).Spec, ValidateOnly = true },
        new GetStudyRequest { StudyId = "hostile" }, new WatchStudyRequest { StudyId = "hostile" }, new CancelStudyRequest { StudyId = Victim },
        new ResumeStudyRequest { StudyId = Victim }, new GetFrontierRequest { StudyId = "hostile", Devices = { "tag:hostile" } },
        new ListCandidatesRequest { StudyId = "hostile", IncludeSamples = true }, new ListDevicesRequest { Selectors = { "tag:hostile" } },
        new GetDeviceRequest { Name = Victim }, new DrainDeviceRequest { Name = Victim }, new RemoveDeviceRequest { Name = Victim },
        new DownloadGraphRequest { Sha256 = new string('a', 64), OffsetBytes = 1, AttemptId = "a.0.0.1" },
        new CreateTrainingsRequest { StudyId = "hostile", Pick = "knee", Configuration = """{ "training": { "steps": 5 } }""", Corpora = { "text" }, VocabularySize = 300 },
        new CreateTrainingsRequest { Architecture = Layers(), Configuration = "{}" },
        new ListTrainingsRequest { StudyId = "hostile" }, new GetTrainingRequest { TrainingId = "t" }, new WatchTrainingRequest { TrainingId = "t" },
        new CancelTrainingRequest { TrainingId = "t" },
        new GenerateTextRequest { JobId = "t", Prompts = { "Once" }, MaxTokens = 3, Temperature = 1, TopK = 2, TopP = 0.5, RepetitionPenalty = 1.1, Seed = 1, Stop = { "." } },
        new DownloadArtifactRequest { JobId = "t", Name = "model/model.safetensors" },
        new SubmitJobRequest { JobId = "job", Spec = new JobSpec { Architecture = Layers(), Configuration = """{ "training": { "steps": 5 } }""", Corpora = { "docs" }, Label = "x" }, ValidateOnly = true },
        new GetJobRequest { JobId = "job" }, new WatchJobRequest { JobId = "job" }, new CancelJobRequest { JobId = "job" }, new ResumeJobRequest { JobId = "job" },
        new ListArtifactsRequest { JobId = "job" },
    ];

    /// <summary>Valid messages of a type; an empty one where no other is known.</summary>
    public static IReadOnlyList<IMessage> Valid(MessageDescriptor type)
    {
        IMessage[] known = [.. Requests.Where(message => message.Descriptor == type)];
        return known.Length > 0 ? known : [type.Parser.ParseFrom([])];
    }

    /// <summary>A copy with something extreme in it.</summary>
    /// <param name="valid">Is not changed.</param>
    /// <param name="random">Decides what.</param>
    /// <returns>The message, and its field and value for people.</returns>
    public static (T Message, string Change) Distorted<T>(T valid, Random random)
        where T : IMessage
    {
        var copy = (T)valid.Descriptor.Parser.ParseFrom(valid.ToByteArray());
        string change = Distort(copy, random, Deepest);
        return (copy, $"{valid.Descriptor.Name}.{change}");
    }

    private static CreateStudyRequest Creation(StudySpec spec)
    {
        var own = spec.Clone();
        own.Name = "";
        own.Devices.Clear();
        own.Devices.Add("name:" + Victim);
        return new CreateStudyRequest { Spec = own };
    }

    private static Architecture Layers() => GoldenStudies.Fixed.Fixed.Architectures[0];

    private static string Distort(IMessage message, Random random, int depth)
    {
        var fields = message.Descriptor.Fields.InFieldNumberOrder();
        if (fields.Count == 0 || depth == 0)
        {
            return "(as it is)";
        }

        // Of what only one may be said, mostly that which is said: the rest would be lost.
        var field = fields[random.Next(fields.Count)];
        if (field.RealContainingOneof is { } choice && choice.Accessor.GetCaseFieldDescriptor(message) is { } said && random.Next(10) != 0)
        {
            field = said;
        }

        return field.IsRepeated ? DistortList(message, field, random, depth)
            : field.FieldType == FieldType.Message ? DistortMessage(message, field, random, depth)
            : DistortValue(message, field, random);
    }

    private static string DistortMessage(IMessage message, FieldDescriptor field, Random random, int depth)
    {
        var inner = (IMessage?)field.Accessor.GetValue(message);
        switch (random.Next(10))
        {
            case 0:
                field.Accessor.Clear(message);
                return $"{field.Name} unset";
            case 1:
                field.Accessor.SetValue(message, field.MessageType.Parser.ParseFrom([]));
                return $"{field.Name} empty";
        }

        if (inner is null)
        {
            field.Accessor.SetValue(message, field.MessageType.Parser.ParseFrom([]));
            inner = (IMessage)field.Accessor.GetValue(message);
        }

        return $"{field.Name}.{Distort(inner, random, depth - 1)}";
    }

    private static string DistortList(IMessage message, FieldDescriptor field, Random random, int depth)
    {
        var list = (IList)field.Accessor.GetValue(message);
        switch (random.Next(6))
        {
            case 0:
                list.Clear();
                return $"{field.Name} = []";
            case 1:
                object entry = list.Count > 0 && random.Next(2) == 0 ? list[0]! : Extreme(field, random, LongText / 1000);
                int size = entry switch { string text => text.Length + 3, IMessage item => item.CalculateSize() + 3, _ => 8 };
                int count = Math.Min(Many, ManyBytes / Math.Max(1, size));
                for (int i = 0; i < count; i++)
                {
                    list.Add(entry);
                }

                return $"{field.Name} = {count} × {Shown(entry)}";
            case 2 when list.Count > 0:
                list.Add(list[random.Next(list.Count)]);
                return $"{field.Name} has one twice";
            case 3 or 4 when list.Count > 0 && field.FieldType == FieldType.Message:
                int index = random.Next(list.Count);
                return $"{field.Name}[{index}].{Distort((IMessage)list[index]!, random, depth - 1)}";
            case 3 when list.Count > 0:
                int at = random.Next(list.Count);
                list[at] = Extreme(field, random);
                return $"{field.Name}[{at}] = {Shown(list[at])}";
            default:
                object added = Extreme(field, random);
                list.Add(added);
                return $"{field.Name} + {Shown(added)}";
        }
    }

    private static string DistortValue(IMessage message, FieldDescriptor field, Random random)
    {
        object value = Extreme(field, random);
        field.Accessor.SetValue(message, value);
        return $"{field.Name} = {Shown(value)}";
    }

    private static object Extreme(FieldDescriptor field, Random random, int longText = LongText) => field.FieldType switch
    {
        FieldType.Double => Doubles[random.Next(Doubles.Length)],
        FieldType.Int32 => (int)Math.Clamp(Longs[random.Next(Longs.Length)], int.MinValue, int.MaxValue),
        FieldType.Int64 => Longs[random.Next(Longs.Length)],
        FieldType.Bool => random.Next(2) == 0,
        FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, random.Next(3) switch { 0 => -1, 1 => 99, _ => random.Next(10) }),
        FieldType.Bytes => ByteString.CopyFrom(new byte[random.Next(2) * longText]),
        FieldType.String => random.Next(8) switch
        {
            0 => new string('a', longText),
            1 => new string('\u00e9', random.Next(100, 5_000)),
            _ => FuzzWords.Texts[random.Next(FuzzWords.Texts.Count)],
        },
        FieldType.Message => field.MessageType.Parser.ParseFrom([]),
        _ => throw new NotSupportedException($"{field.FullName} has a type that is new in the contract: say what is extreme for {field.FieldType}."),
    };

    private static string Shown(object? value) => value switch
    {
        string { Length: > 60 } text => $"{text.Length} × '{text[0]}'",
        string text => '"' + string.Concat(text.Select(c => char.IsControl(c) || c > '~' ? $"\\u{(int)c:x4}" : c.ToString())) + '"',
        ByteString bytes => $"{bytes.Length} bytes",
        IMessage message => $"{message.Descriptor.Name} of {message.CalculateSize()} bytes",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "null",
    };
}
