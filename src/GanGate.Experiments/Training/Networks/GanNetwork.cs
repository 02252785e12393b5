namespace GanGate.Training.Networks;

/// <summary>The kinds of networks.</summary>
public enum GanNetwork
{
    /// <summary>DCGAN (Radford et al. 2016).</summary>
    Dcgan,

    /// <summary>WGAN-GP for images (Gulrajani et al. 2017).</summary>
    WganGp,

    /// <summary>WGAN-GP for lines of characters (Gulrajani et al. 2017).</summary>
    WganGpText,
}
