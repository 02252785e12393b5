using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace GanGate.Numerics;

/// <summary>512 bits, for processors with AVX-512, where the runtime's own width stays at 256.</summary>
internal readonly unsafe struct WideLane : ILane<WideLane>
{
    private readonly Vector512<double> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private WideLane(Vector512<double> value) => _value = value;

    public static int Count => Vector512<double>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLane Load(double* source) => new(Vector512.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLane Broadcast(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLane MultiplyAdd(WideLane a, WideLane b, WideLane c) =>
        new(Vector512.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(WideLane value, double* target) => Vector512.Store(value._value, target);
}
