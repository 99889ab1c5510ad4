using System.Text;
using System.Text.Json.Nodes;

namespace Lts.Tests.EndToEnd.Fuzz;

/// <summary>
/// Changes valid JSON so that it stays JSON: a value becomes null, of another type, extreme or many; fields go, come twice or change their
/// names. The same number gives the same bytes; every third number damages the bytes instead.
/// </summary>
/// <param name="corpus">Valid JSON.</param>
internal sealed class JsonMutator(IReadOnlyList<byte[]> corpus)
{
    private const int MostChanges = 3;
    private const int Many = 2_000;

    private readonly ByteMutator _bytes = new(corpus);

    /// <summary>The input of a number.</summary>
    public byte[] Next(int number)
    {
        if (number % 3 == 0)
        {
            return _bytes.Next(number);
        }

        var random = FuzzForm.RandomOf(number);
        var holder = new JsonArray(JsonNode.Parse(corpus[random.Next(corpus.Count)]));
        for (int change = random.Next(1, MostChanges + 1); change > 0; change--)
        {
            Change(holder, random);
        }

        return Encoding.UTF8.GetBytes(holder[0]?.ToJsonString() ?? "null");
    }

    private static void Change(JsonArray holder, Random random)
    {
        var places = new List<(JsonNode Parent, object Key)>();
        Collect(holder, places);
        var (parent, key) = places[random.Next(places.Count)];
        if (parent is JsonObject fields && key is string name)
        {
            ChangeField(fields, name, random);
        }
        else if (parent is JsonArray list && key is int index)
        {
            ChangeItem(list, index, isRoot: list == holder, random);
        }
    }

    private static void ChangeField(JsonObject fields, string name, Random random)
    {
        switch (random.Next(10))
        {
            case 0 or 1:
                fields.Remove(name);
                break;
            case 2:
                var moved = fields[name]?.DeepClone();
                fields.Remove(name);
                fields[FuzzWords.Texts[random.Next(FuzzWords.Texts.Count)]] = moved;
                break;
            case 3:
                fields["unknown"] = fields[name]?.DeepClone();
                break;
            default:
                fields[name] = Other(fields[name], random);
                break;
        }
    }

    private static void ChangeItem(JsonArray list, int index, bool isRoot, Random random)
    {
        switch (random.Next(10))
        {
            case 0 when !isRoot:
                list.RemoveAt(index);
                break;
            case 1 when !isRoot:
                list.Insert(index, list[index]?.DeepClone());
                break;
            default:
                list[index] = Other(list[index], random);
                break;
        }
    }

    private static JsonNode? Other(JsonNode? before, Random random) => random.Next(9) switch
    {
        0 or 1 => null,
        2 => JsonValue.Create(FuzzWords.Texts[random.Next(FuzzWords.Texts.Count)]),
        3 or 4 => JsonNode.Parse(NumberOf(random)),
        5 => random.Next(2) == 0,
        6 => new JsonObject(),
        7 => new JsonArray([.. Enumerable.Range(0, random.Next(3) == 0 ? Many : 1).Select(_ => before?.DeepClone())]),
        _ => new JsonArray(),
    };

    private static string NumberOf(Random random) => FuzzWords.Numbers[random.Next(FuzzWords.Numbers.Count)];

    private static void Collect(JsonNode node, List<(JsonNode Parent, object Key)> places)
    {
        if (node is JsonObject fields)
        {
            foreach (var (name, value) in fields)
            {
                places.Add((node, name));
                CollectBelow(value, places);
            }
        }
        else if (node is JsonArray list)
        {
            for (int i = 0; i < list.Count; i++)
            {
                places.Add((node, i));
                CollectBelow(list[i], places);
            }
        }
    }

    private static void CollectBelow(JsonNode? value, List<(JsonNode Parent, object Key)> places)
    {
        if (value is not null)
        {
            Collect(value, places);
        }
    }
}
