using System.Numerics;
using System.Runtime.CompilerServices;

namespace GanGate.Numerics;

/// <summary>The runtime's own width: 256 bits with AVX2, 128 with SSE2 or NEON, software without SIMD.</summary>
internal readonly unsafe struct PortableLane : ILane<PortableLane>
{
    private readonly Vector<double> _value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private PortableLane(Vector<double> value) => _value = value;

    public static int Count => Vector<double>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLane Load(double* source) => new(Vector.Load(source));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLane Broadcast(double value) => new(Vector.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static PortableLane MultiplyAdd(PortableLane a, PortableLane b, PortableLane c) =>
        new(Vector.MultiplyAddEstimate(a._value, b._value, c._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(PortableLane value, double* target) => Vector.Store(value._value, target);
}
