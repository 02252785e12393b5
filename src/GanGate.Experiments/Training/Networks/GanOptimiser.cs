namespace GanGate.Training.Networks;

/// <summary>How both players move along their gradients.</summary>
public enum GanOptimiser
{
    /// <summary>Adam (Kingma and Ba 2015), as the paper sets it for the networks.</summary>
    Adam,

    /// <summary>Stochastic gradient descent.</summary>
    Sgd,

    /// <summary>Gradient descent with a momentum of 0.9.</summary>
    Momentum,
}
