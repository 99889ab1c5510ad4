using System.Text;
using Lts.Domain;
using Lts.Domain.Architectures;
using Lts.Tests.Support;

namespace Lts.Tests.Domain;

public sealed class ArchitectureJsonTests
{
    private const string Valid = """{"arch_type":"gpt2","n_layer":2,"d_model":64,"d_inner":[128,256],"n_head":[2,4]}""";

    [PublishedDataFact]
    public void Parse_ArchaiGallery_LoadsUnchanged()
    {
        var published = new Dictionary<string, double> { ["a9e3"] = 1.06, ["c76b"] = 3.95, ["ddf6"] = 13.32, ["4352"] = 40.34 };
        foreach (var (prefix, millions) in published)
        {
            var file = Assert.Single(Directory.GetFiles(Path.Combine(Repository.PublishedData, "gallery"), $"gpt2_{prefix}*.json"));

            var architecture = ArchitectureJson.Parse(File.ReadAllBytes(file));

            Assert.Equal(millions, Math.Round(architecture.Parameters.Decoder / 1e6, 2));
        }
    }

    [Fact]
    public void Parse_ScalarsAndLists_MeanTheSame()
    {
        var scalars = Parse("""{"arch_type":"gpt2","n_layer":2,"d_model":64,"d_inner":128,"n_head":4}""");
        var lists = Parse("""{"arch_type":"gpt2","n_layer":2,"d_model":64,"d_inner":[128,128],"n_head":[4,4]}""");

        Assert.Equal(scalars, lists);
        Assert.Equal(scalars.Id, lists.Id);
    }

    [Fact]
    public void Parse_ListLongerThanLayers_IgnoresInactiveLayers()
    {
        var longer = Parse("""{"arch_type":"gpt2","n_layer":2,"d_model":64,"d_inner":[128,256,999],"n_head":[2,4,7]}""");

        Assert.Equal(Parse(Valid).Id, longer.Id);
    }

    [Theory]
    [InlineData(Valid)]
    [InlineData("""{"arch_type":"gpt2","n_layer":3,"d_model":64,"d_inner":128,"n_head":4,"vocab_size":9,"max_sequence_length":7,"dropatt":0.25}""")]
    public void ToJson_Parse_RoundTrips(string json)
    {
        var architecture = Parse(json);

        Assert.Equal(architecture, Parse(ArchitectureJson.ToJson(architecture)));
        Assert.Equal(architecture, Parse(ArchitectureJson.ToJson(architecture, indented: true)));
    }

    [Theory]
    [InlineData("", "not valid JSON: it is empty.")]
    [InlineData("{\"n_layer\": 1,\n x}", "not valid JSON: line 2, column 2: 'x' is an invalid start of a property name.")]
    [InlineData("""{"arch_type":"gpt2","n_layer":""", "not valid JSON")]
    [InlineData("[1]", "JSON object")]
    [InlineData("""{"arch_type":"gpt2","arch_type":"gpt2","n_layer":1,"d_model":64,"d_inner":128,"n_head":4}""", "not valid JSON")]
    [InlineData("""{"arch_type":"bert","n_layer":1,"d_model":64,"d_inner":128,"n_head":4}""", "arch_type")]
    [InlineData("""{"n_layer":1,"d_model":64,"d_inner":128,"n_head":4}""", "arch_type is missing")]
    [InlineData("""{"arch_type":"gpt2","n_layer":1,"d_model":64,"d_inner":128,"n_head":4,"d_iner":3}""", "'d_iner'")]
    [InlineData("""{"arch_type":"gpt2","n_layer":0,"d_model":64,"d_inner":128,"n_head":4}""", "n_layer")]
    [InlineData("""{"arch_type":"gpt2","n_layer":2000000000,"d_model":64,"d_inner":128,"n_head":4}""", "n_layer")]
    [InlineData("""{"arch_type":"gpt2","n_layer":1,"d_model":99999999999,"d_inner":128,"n_head":4}""", "d_model")]
    [InlineData("""{"arch_type":"gpt2","n_layer":1,"d_model":"64","d_inner":128,"n_head":4}""", "d_model")]
    [InlineData("""{"arch_type":"gpt2","n_layer":1,"d_model":64,"d_inner":1.5,"n_head":4}""", "d_inner")]
    [InlineData("""{"arch_type":"gpt2","n_layer":1,"d_model":64,"d_inner":128,"n_head":5}""", "does not divide")]
    [InlineData("""{"arch_type":"gpt2","n_layer":2,"d_model":64,"d_inner":[128],"n_head":4}""", "1 entries for 2 layers")]
    [InlineData("""{"arch_type":"gpt2","n_layer":1,"d_model":64,"d_inner":-1,"n_head":4}""", "d_inner")]
    [InlineData("""{"arch_type":"gpt2","n_layer":1,"d_model":64,"d_inner":128,"n_head":4,"dropatt":"NaN"}""", "dropatt")]
    [InlineData("""{"arch_type":"gpt2","n_layer":1,"d_model":64,"d_inner":128,"n_head":4,"dropatt":2}""", "dropatt")]
    [InlineData("""{"arch_type":"\ud800","n_layer":1,"d_model":64,"d_inner":128,"n_head":4}""", "not valid Unicode")]
    [InlineData("""{"arch_type":"gpt2","\ud800":1,"n_layer":1,"d_model":64,"d_inner":128,"n_head":4}""", "not valid Unicode")]
    [InlineData("{\"arch_type\":\"\u00FF\",\"n_layer\":1,\"d_model\":64,\"d_inner\":128,\"n_head\":4}", "not valid Unicode")]
    [InlineData("{\"arch_type\":\"gpt2\",\"\u00FF\":1,\"n_layer\":1,\"d_model\":64,\"d_inner\":128,\"n_head\":4}", "not valid Unicode")]
    public void Parse_BadInput_NamesTheField(string json, string expected)
    {
        var error = Assert.Throws<ValidationException>(() => Parse(json));

        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_SeveralErrors_AreAllReported()
    {
        var error = Assert.Throws<ValidationException>(() => Parse("""{"arch_type":"gpt2","n_layer":1,"d_model":"x","n_head":4.5,"typo":1}"""));

        Assert.Equal(4, error.Errors.Length); // typo unknown, d_model wrong, d_inner missing, n_head wrong
    }

    [Theory]
    [InlineData("""{"arch_type":"gpt2","n_layer":1e3,"d_model":1e400,"d_inner":128,"n_head":4,"dropatt":1e999}""", "n_layer,d_model,dropatt")]
    [InlineData("""{"arch_type":"gpt2","n_layer":1,"d_model":"64","d_inner":128,"n_head":4,"vocab_size":0}""", "d_model,vocab_size")]
    [InlineData("""{"arch_type":"gpt2","n_layer":0,"d_model":64,"d_inner":0,"n_head":[70000]}""", "n_layer,d_inner,n_head[0]")]
    [InlineData("""{"arch_type":"gpt2","n_layer":2,"d_model":64,"d_inner":[0],"n_head":[3,1]}""", "d_inner,d_inner[0],n_head")]
    public void Parse_ErrorOfForm_HidesNoValueOutOfRange(string json, string fields)
    {
        var error = Assert.Throws<ValidationException>(() => Parse(json));

        Assert.Equal(fields.Split(','), error.Errors.Select(e => e.Split(' ')[0]));
    }

    [Theory]
    [InlineData("1000000000000", 1)]
    [InlineData("[0,1]", 1)]
    [InlineData("[1,0]", 0)] // the second may belong to an inactive layer
    public void Parse_LayersUnknown_ChecksTheFirstEntryOfAList(string feedForward, int expected)
    {
        var error = Assert.Throws<ValidationException>(
            () => Parse($$"""{"arch_type":"gpt2","d_model":64,"d_inner":{{feedForward}},"n_head":4}"""));

        Assert.Equal(expected, error.Errors.Count(e => e.StartsWith("d_inner", StringComparison.Ordinal)));
    }

    [Fact]
    public void Parse_UnknownField_DoesNotHideAnImpossibleValue()
    {
        var error = Assert.Throws<ValidationException>(() => Parse("""{"arch_type":"gpt2","n_layer":1,"d_model":64,"d_inner":9,"n_head":3,"typo":1}"""));

        Assert.Equal(2, error.Errors.Length);
    }

    [Fact]
    public void Parse_HugeFile_IsRefusedUnread()
    {
        var error = Assert.Throws<ValidationException>(() => ArchitectureJson.Parse(new byte[2 << 20], "big.json"));

        Assert.StartsWith("big.json", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A byte for each character, so that a test can hold bytes that are not UTF-8.</summary>
    private static Architecture Parse(string json) => ArchitectureJson.Parse(Encoding.Latin1.GetBytes(json));
}
