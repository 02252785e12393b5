namespace GanGate.Models;

/// <summary>What the Inception network can be asked for; features are spatial means of its maps; in the order of their depth.</summary>
internal enum InceptionOutput
{
    /// <summary>64 features, after the first max pooling (73 x 73).</summary>
    Features64,

    /// <summary>192 features, after the second max pooling (35 x 35).</summary>
    Features192,

    /// <summary>2023 spatial features, the first 7 channels of Mixed_6d's 1 x 1 branch at 17 x 17: guided-diffusion's sFID.</summary>
    Spatial,

    /// <summary>768 features, after Mixed_6e (17 x 17).</summary>
    Features768,

    /// <summary>2048 features, after Mixed_7c (8 x 8): pool3 of the FID.</summary>
    Features2048,

    /// <summary>1008 logits without the last bias, as torch-fidelity's Inception Score takes them.</summary>
    LogitsUnbiased,

    /// <summary>1008 logits.</summary>
    Logits,
}
