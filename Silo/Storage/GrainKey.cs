using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace OrleansChat.Silo.Storage;

/// <summary>A grain's key as the ADO.NET storage of Orleans spreads it over columns.</summary>
/// <param name="N0">First half of a Guid, else 0.</param>
/// <param name="N1">Second half of a Guid, or an integer, else 0.</param>
/// <param name="Extension">A string key, or what follows the <c>+</c> of a compound key.</param>
/// <param name="Hash">Hash of all of it.</param>
internal readonly record struct GrainKey(long N0, long N1, string? Extension, int Hash)
{
    private const int GuidDigits = 32;
    private const int MaxIntegerDigits = 16;

    /// <summary>Tries the text of a key as a Guid, then as a hexadecimal integer, else takes it as a string: the order
    /// of Orleans.</summary>
    internal static GrainKey Of(string key)
    {
        if (TryGuid(key, out var guid, out var extension))
        {
            var bytes = guid.ToByteArray();
            var (low, high) = (
                BinaryPrimitives.ReadInt64LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(8)));
            return new GrainKey(low, high, extension, HashOf(bytes, extension));
        }

        if (TryInteger(key, out var number, out extension))
        {
            var bytes = new byte[sizeof(long)];
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
            return new GrainKey(0, number, extension, HashOf(bytes, extension));
        }

        return new GrainKey(0, 0, key, HashOf([], key));
    }

    /// <summary>The hash of a state's name, which stands in the column of the grain type.</summary>
    internal static int HashOfType(string stateName) => (int)StableHash.Compute(Encoding.UTF8.GetBytes(stateName));

    private static bool TryGuid(string key, out Guid guid, out string? extension)
    {
        guid = default;
        extension = key.Length > GuidDigits && key[GuidDigits] == '+' ? key[(GuidDigits + 1)..] : null;
        return (key.Length == GuidDigits || extension is not null)
            && Guid.TryParseExact(key.AsSpan(0, GuidDigits), "N", out guid);
    }

    private static bool TryInteger(string key, out long number, out string? extension)
    {
        var plus = key.IndexOf('+', StringComparison.Ordinal);
        extension = plus >= 0 ? key[(plus + 1)..] : null;
        var digits = plus >= 0 ? key.AsSpan(0, plus) : key;
        number = 0;
        return digits.Length is > 0 and <= MaxIntegerDigits
            && long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out number);
    }

    private static int HashOf(byte[] number, string? extension)
    {
        byte[] bytes = [.. number, .. Encoding.UTF8.GetBytes(extension ?? "")];
        Array.Reverse(bytes);
        return (int)StableHash.Compute(bytes);
    }
}
