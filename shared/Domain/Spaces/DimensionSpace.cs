using Lts.Domain.Families;

namespace Lts.Domain.Spaces;

/// <summary>What a space leaves open of one dimension.</summary>
/// <param name="Dimension">What is chosen; one of the family's.</param>
/// <param name="Choices">What it may be.</param>
/// <param name="PerLayer">Whether each layer chooses for itself. False for a dimension of the model, and for one that all layers share.</param>
public sealed record DimensionSpace(Dimension Dimension, IntChoices Choices, bool PerLayer)
{
    /// <summary>Whether a search chooses: there is more than one value, or there always was a draw for it.</summary>
    public bool IsSearched => Choices.Count > 1 || Dimension.DrawnWhenFixed;
}
