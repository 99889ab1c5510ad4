using System.Buffers;
using System.Text.Json;
using Lts.Cli.Files;
using Lts.Domain;
using Lts.Domain.Architectures;

namespace Lts.Cli.StudyFiles;

/// <summary>Reads <c>architectures</c>: each written out in Archai's fields, or the path of such a file.</summary>
internal static class ArchitectureListReader
{
    /// <summary>Those that can be read; what is wrong with the others is noted.</summary>
    /// <param name="fields">The mapping that has the list.</param>
    /// <param name="name">The list's field.</param>
    /// <param name="folder">Where relative paths start.</param>
    public static IEnumerable<Architecture> Read(MappingReader fields, string name, string folder)
    {
        var items = fields.List(name);
        if (items.Count == 0)
        {
            fields.Errors.Add(fields.Line, $"{fields.PathOf(name)} must name at least one architecture.");
        }

        for (var i = 0; i < items.Count; i++)
        {
            if (ReadOne(fields, name, items[i], $"{fields.PathOf(name)}[{i}]", folder) is { } architecture)
            {
                yield return architecture;
            }
        }
    }

    private static Architecture? ReadOne(MappingReader fields, string name, FileNode item, string subject, string folder)
    {
        try
        {
            switch (item)
            {
                case ScalarNode { IsNull: false } path:
                    return InputFile.ReadArchitecture(Path.Combine(folder, path.Text));
                case MappingNode mapping:
                    return ArchitectureJson.Parse(ToJson(mapping), subject);
                default:
                    fields.Unexpected(name, item, "a list of architectures or of paths to architecture files");
                    return null;
            }
        }
        catch (ValidationException e)
        {
            foreach (var error in e.Errors)
            {
                fields.Errors.Add(item.Line, $"{subject}: {error}");
            }
        }
        catch (Hosting.UserErrorException e)
        {
            fields.Errors.Add(item.Line, $"{subject}: {e.Message}");
        }

        return null;
    }

    private static ReadOnlyMemory<byte> ToJson(FileNode node)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            Write(writer, node);
        }

        return buffer.WrittenMemory;
    }

    private static void Write(Utf8JsonWriter writer, FileNode node)
    {
        switch (node)
        {
            case MappingNode mapping:
                writer.WriteStartObject();
                foreach (var field in mapping.Fields)
                {
                    writer.WritePropertyName(field.Name);
                    Write(writer, field.Value);
                }

                writer.WriteEndObject();
                break;
            case SequenceNode list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                {
                    Write(writer, item);
                }

                writer.WriteEndArray();
                break;
            case ScalarNode scalar:
                WriteScalar(writer, scalar);
                break;
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, ScalarNode scalar)
    {
        if (scalar.IsNull)
        {
            writer.WriteNullValue();
        }
        else if (MappingReader.AsLong(scalar) is { } whole)
        {
            writer.WriteNumberValue(whole);
        }
        else if (MappingReader.AsNumber(scalar) is { } number)
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(scalar.Text);
        }
    }
}
