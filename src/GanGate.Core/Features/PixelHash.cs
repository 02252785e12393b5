using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using GanGate.Images;

namespace GanGate.Features;

/// <summary>What tells an image by its content: SHA-256 of its size and samples, whatever file or archive they came from.</summary>
internal readonly record struct PixelHash(UInt128 High, UInt128 Low)
{
    /// <summary>Bytes of a hash.</summary>
    public const int Length = 32;

    /// <summary>The hash of what a network would see of an image.</summary>
    public static PixelHash Of(RgbImage image)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(image.Width));
        hash.AppendData(BitConverter.GetBytes(image.Unrounded is null ? image.Height : -image.Height));
        hash.AppendData(image.Unrounded is null ? image.Pixels : MemoryMarshal.AsBytes<float>(image.Unrounded));
        Span<byte> bytes = stackalloc byte[Length];
        hash.GetHashAndReset(bytes);
        return Read(bytes);
    }

    /// <summary>The hash in a file.</summary>
    public static PixelHash Read(ReadOnlySpan<byte> bytes) => new(
        BinaryPrimitives.ReadUInt128BigEndian(bytes), BinaryPrimitives.ReadUInt128BigEndian(bytes[(Length / 2)..]));

    /// <summary>Writes the hash as it stands in a file.</summary>
    public void Write(Span<byte> bytes)
    {
        BinaryPrimitives.WriteUInt128BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt128BigEndian(bytes[(Length / 2)..], Low);
    }
}
