namespace GanGate.Numerics;

/// <summary>A vector register of doubles, so that one kernel serves every width.</summary>
internal unsafe interface ILane<TSelf>
    where TSelf : unmanaged, ILane<TSelf>
{
    /// <summary>Doubles in the register.</summary>
    static abstract int Count { get; }

    static abstract TSelf Load(double* source);

    static abstract TSelf Broadcast(double value);

    /// <summary>a * b + c, fused where the hardware fuses.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    static abstract void Store(TSelf value, double* target);
}
