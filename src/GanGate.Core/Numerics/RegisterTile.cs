using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace GanGate.Numerics;

/// <summary>
/// The innermost kernel of every product: a tile of C that stays in registers while packed panels of A and B stream past
/// (Goto and van de Geijn 2008, "Anatomy of high-performance matrix multiplication", ACM TOMS 34(3)).
/// </summary>
internal static unsafe class RegisterTile
{
    /// <summary>Rows of the tile; with two registers of columns it fills 12 of the 16 registers of AVX2.</summary>
    public const int Rows = 6;

    /// <summary>Columns of the tile: two registers.</summary>
    public static int Columns { get; } = 2 * (Vector512.IsHardwareAccelerated ? WideLane.Count : PortableLane.Count);

    /// <summary>C = alpha A B, or C += alpha A B.</summary>
    /// <param name="depth">Columns of A and rows of B.</param>
    /// <param name="a">Packed: <see cref="Rows"/> values for each step of the depth.</param>
    /// <param name="b">Packed: <see cref="Columns"/> values for each step of the depth.</param>
    /// <param name="c">A full tile, rows contiguous.</param>
    /// <param name="ldc">Distance between the rows of C.</param>
    /// <param name="alpha">Factor on the product.</param>
    /// <param name="accumulate">Whether C is added to.</param>
    public static void Multiply(int depth, double* a, double* b, double* c, nint ldc, double alpha, bool accumulate)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Multiply<WideLane>(depth, a, b, c, ldc, alpha, accumulate);
        }
        else
        {
            Multiply<PortableLane>(depth, a, b, c, ldc, alpha, accumulate);
        }
    }

    // Nearly all of a distance's time is spent here, from its first tenth of a second on.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Multiply<T>(int depth, double* a, double* b, double* c, nint ldc, double alpha, bool accumulate)
        where T : unmanaged, ILane<T>
    {
        // C comes from memory while the product is summed.
        if (accumulate && Sse.IsSupported)
        {
            for (int row = 0; row < Rows; row++)
            {
                Sse.Prefetch0(c + row * ldc);
                Sse.Prefetch0(c + row * ldc + 2 * T.Count - 1);
            }
        }

        T c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default;
        T c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        for (int step = 0; step < depth; step++)
        {
            T b0 = T.Load(b), b1 = T.Load(b + T.Count);
            T a0 = T.Broadcast(a[0]);
            c00 = T.MultiplyAdd(a0, b0, c00);
            c01 = T.MultiplyAdd(a0, b1, c01);
            T a1 = T.Broadcast(a[1]);
            c10 = T.MultiplyAdd(a1, b0, c10);
            c11 = T.MultiplyAdd(a1, b1, c11);
            T a2 = T.Broadcast(a[2]);
            c20 = T.MultiplyAdd(a2, b0, c20);
            c21 = T.MultiplyAdd(a2, b1, c21);
            T a3 = T.Broadcast(a[3]);
            c30 = T.MultiplyAdd(a3, b0, c30);
            c31 = T.MultiplyAdd(a3, b1, c31);
            T a4 = T.Broadcast(a[4]);
            c40 = T.MultiplyAdd(a4, b0, c40);
            c41 = T.MultiplyAdd(a4, b1, c41);
            T a5 = T.Broadcast(a[5]);
            c50 = T.MultiplyAdd(a5, b0, c50);
            c51 = T.MultiplyAdd(a5, b1, c51);
            a += Rows;
            b += 2 * T.Count;
        }

        T scale = T.Broadcast(alpha);
        WriteRow(scale, c00, c01, c, accumulate);
        WriteRow(scale, c10, c11, c + ldc, accumulate);
        WriteRow(scale, c20, c21, c + 2 * ldc, accumulate);
        WriteRow(scale, c30, c31, c + 3 * ldc, accumulate);
        WriteRow(scale, c40, c41, c + 4 * ldc, accumulate);
        WriteRow(scale, c50, c51, c + 5 * ldc, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void WriteRow<T>(T scale, T left, T right, double* c, bool accumulate)
        where T : unmanaged, ILane<T>
    {
        T before0 = default, before1 = default;
        if (accumulate)
        {
            before0 = T.Load(c);
            before1 = T.Load(c + T.Count);
        }

        T.Store(T.MultiplyAdd(scale, left, before0), c);
        T.Store(T.MultiplyAdd(scale, right, before1), c + T.Count);
    }
}
