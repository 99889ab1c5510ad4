namespace Lts.Agent.Inference;

/// <summary>What an input's elements are filled with.</summary>
internal enum InputFill
{
    /// <summary>Whole numbers from 0 to below a bound, from the seed: token ids.</summary>
    Ids = 0,

    /// <summary>Numbers from -1 to 1, from the seed.</summary>
    Uniform = 1,

    /// <summary>Ones: masks that hide nothing.</summary>
    Ones = 2,

    /// <summary>0, 1, 2, … along the last dimension: positions.</summary>
    Positions = 3,

    /// <summary>Zeros.</summary>
    Zeros = 4,
}
