namespace Lts.Trainer.Training.Configuration;

/// <summary>Numbers in which matrix products are computed.</summary>
internal enum Precision
{
    /// <summary>32 bits throughout.</summary>
    Float32 = 1,

    /// <summary>Matrix products in bfloat16 by autocast, everything that needs more in 32 bits. CUDA only.</summary>
    BFloat16 = 2,
}
