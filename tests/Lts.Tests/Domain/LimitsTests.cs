using System.Globalization;
using System.Reflection;
using Lts.Domain;
using Lts.Tests.Support;

namespace Lts.Tests.Domain;

public sealed class LimitsTests
{
    public static TheoryData<string> Names { get; } =
        [.. typeof(Limits).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Limit_StandsInItsDocumentWithItsValue(string name)
    {
        string value = Convert.ToString(typeof(Limits).GetField(name)!.GetRawConstantValue(), CultureInfo.InvariantCulture)!;

        Assert.Contains($"| `{name}` | {value} |", File.ReadAllText(Repository.Absolute("docs/limits.md")), StringComparison.Ordinal);
    }

    [Fact]
    public void Refusal_ListsSoManyErrors_AndCountsTheRest()
    {
        var e = new ValidationException("the study", Enumerable.Range(0, 1_000_000).Select(i => $"objectives[{i}] is wrong."));

        Assert.Equal(Limits.ErrorCount + 1, e.Errors.Length);
        Assert.Equal($"and {1_000_000 - Limits.ErrorCount} more.", e.Errors[^1]);
        Assert.True(e.Message.Length < 10_000);
    }
}
