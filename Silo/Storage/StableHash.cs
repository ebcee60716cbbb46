using System.Buffers.Binary;
using System.Numerics;

namespace OrleansChat.Silo.Storage;

/// <summary>The hash that Orleans puts into the keys of its storage rows: xxHash32 with seed 0, its bytes in reverse
/// order.</summary>
/// <remarks>Source: the xxHash specification, XXH32. Orleans reads the canonical bytes, highest first, as a number of
/// this machine, lowest first.</remarks>
internal static class StableHash
{
    private const uint Prime1 = 2_654_435_761;
    private const uint Prime2 = 2_246_822_519;
    private const uint Prime3 = 3_266_489_917;
    private const uint Prime4 = 668_265_263;
    private const uint Prime5 = 374_761_393;

    internal static uint Compute(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReverseEndianness(XxHash32(bytes));

    private static uint XxHash32(ReadOnlySpan<byte> bytes)
    {
        var rest = bytes;
        var hash = Prime5;
        if (bytes.Length >= 16)
        {
            hash = Stripes(ref rest);
        }

        hash += (uint)bytes.Length;
        for (; rest.Length >= 4; rest = rest[4..])
        {
            var mixed = hash + (BinaryPrimitives.ReadUInt32LittleEndian(rest) * Prime3);
            hash = BitOperations.RotateLeft(mixed, 17) * Prime4;
        }

        foreach (var last in rest)
        {
            hash = BitOperations.RotateLeft(hash + (last * Prime5), 11) * Prime1;
        }

        hash = (hash ^ (hash >> 15)) * Prime2;
        hash = (hash ^ (hash >> 13)) * Prime3;
        return hash ^ (hash >> 16);
    }

    private static uint Stripes(ref ReadOnlySpan<byte> rest)
    {
        var one = unchecked(Prime1 + Prime2);
        var two = Prime2;
        var three = 0u;
        var four = unchecked(0u - Prime1);
        for (; rest.Length >= 16; rest = rest[16..])
        {
            one = Round(one, rest);
            two = Round(two, rest[4..]);
            three = Round(three, rest[8..]);
            four = Round(four, rest[12..]);
        }

        return BitOperations.RotateLeft(one, 1) + BitOperations.RotateLeft(two, 7)
            + BitOperations.RotateLeft(three, 12) + BitOperations.RotateLeft(four, 18);
    }

    private static uint Round(uint lane, ReadOnlySpan<byte> input) =>
        BitOperations.RotateLeft(lane + (BinaryPrimitives.ReadUInt32LittleEndian(input) * Prime2), 13) * Prime1;
}
