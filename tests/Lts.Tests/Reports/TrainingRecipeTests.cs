using Lts.Reports.Data;

namespace Lts.Tests.Reports;

public class TrainingRecipeTests
{
    [Fact]
    public void WithoutTrainings_ThereIsNoRecipe() => Assert.Empty(TrainingRecipe.Of(SampleReport.Create()));

    [Fact]
    public void Trainings_AreGroupedByRecipe_TheOneWithMostArchitecturesFirst()
    {
        var recipes = TrainingRecipe.Of(SampleReport.WithTrainings(
            SampleReport.Create(),
            (0, SampleReport.Training("tr_1", 50, "rare")),
            (0, SampleReport.Training("tr_2", 45, "usual")),
            (1, SampleReport.Training("tr_3", 44, "usual"))));

        Assert.Equal([("usual", 2), ("rare", 1)], recipes.Select(r => (r.Sha256, r.Trained.Length)));
    }

    [Fact]
    public void RecipesOfEqualSize_ComeByName()
    {
        var recipes = TrainingRecipe.Of(SampleReport.WithTrainings(
            SampleReport.Create(), (0, SampleReport.Training("tr_1", 50, "b")), (1, SampleReport.Training("tr_2", 45, "a"))));
        Assert.Equal(["a", "b"], recipes.Select(r => r.Sha256));
    }

    [Fact]
    public void ArchitectureTrainedTwice_CountsOnce_WithItsLatestTraining()
    {
        var recipe = Assert.Single(TrainingRecipe.Of(SampleReport.CreateTrained()));

        Assert.Equal(["tr_3", "tr_2"], recipe.Trained.Select(t => t.Training.TrainingId)); // most decoder parameters first
        Assert.Equal(1, recipe.ProxyCorrelation); // 40 with more parameters than 43.25; the older 99 does not count
    }

    [Fact]
    public void ArchitectureOfTwoTargets_CountsOnce()
    {
        var data = SampleReport.CreateTrained();
        var twice = data with { Targets = [data.Targets[0], data.Targets[0] with { DeviceClass = "other", DeviceNames = ["i7"] }] };

        Assert.Equal(2, Assert.Single(TrainingRecipe.Of(twice)).Trained.Length);
    }

    [Fact]
    public void HigherPerplexityWithMoreParameters_IsANegativeCorrelation()
    {
        var recipe = Assert.Single(TrainingRecipe.Of(SampleReport.WithTrainings(
            SampleReport.Create(), (0, SampleReport.Training("tr_1", 40)), (1, SampleReport.Training("tr_2", 41)), (2, SampleReport.Training("tr_3", 42)))));
        Assert.Equal(-1, recipe.ProxyCorrelation!.Value, 12);
    }

    [Fact]
    public void PerplexityThatIsNoNumber_IsLeftOut()
    {
        var recipe = Assert.Single(TrainingRecipe.Of(SampleReport.WithTrainings(
            SampleReport.Create(), (0, SampleReport.Training("tr_1", double.NaN)), (1, SampleReport.Training("tr_2", 41)))));
        Assert.Equal("tr_2", Assert.Single(recipe.Trained).Training.TrainingId);
        Assert.Null(recipe.ProxyCorrelation);
    }
}
