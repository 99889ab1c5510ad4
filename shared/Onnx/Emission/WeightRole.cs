namespace Lts.Onnx.Emission;

/// <summary>What a weight tensor is for, which decides how it is initialised.</summary>
public enum WeightRole
{
    /// <summary>Token or position embedding.</summary>
    Embedding = 1,

    /// <summary>Matrix of a linear layer whose result does not go straight into the residual stream.</summary>
    Projection = 2,

    /// <summary>Matrix of a linear layer whose result is added to the residual stream.</summary>
    ResidualProjection = 3,

    /// <summary>Bias of a linear layer or a layer norm.</summary>
    Bias = 4,

    /// <summary>Gain of a layer norm.</summary>
    Gain = 5,
}
