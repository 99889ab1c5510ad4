namespace Lts.Reports.Text;

/// <summary>What <see cref="ColumnFit"/> knows of a column.</summary>
/// <param name="Width">Characters of its widest cell, its header among them.</param>
/// <param name="Rank">0 for a column that always stays; of the others the highest goes first.</param>
/// <param name="MayShorten">Whether its cells mean something when they are cut.</param>
public sealed record FitColumn(int Width, int Rank, bool MayShorten = false);
