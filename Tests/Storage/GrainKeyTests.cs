using System.Buffers.Binary;
using System.Text;
using OrleansChat.Silo.Storage;
using StableHash = OrleansChat.Silo.Storage.StableHash;

namespace OrleansChat.Tests.Storage;

public sealed class GrainKeyTests
{
    [Theory]
    [InlineData("", 0x02CC5D05u)]
    [InlineData("a", 0x550D7456u)]
    [InlineData("abc", 0x32D153FFu)]
    [InlineData("Nobody inspects the spammish repetition", 0xE2293B2Fu)]
    public void The_hash_is_xxHash32_with_its_bytes_in_reverse(string text, uint expected)
    {
        Assert.Equal(expected, BinaryPrimitives.ReverseEndianness(StableHash.Compute(Encoding.UTF8.GetBytes(text))));
    }

    [Fact]
    public void The_hash_of_a_state_is_the_one_in_rows_that_Orleans_wrote() =>
        Assert.Equal(356_260_177, GrainKey.HashOfType("session"));

    [Theory]
    [InlineData("2A", 42, null)]
    [InlineData("2a", 42, null)]
    [InlineData("FFFFFFFFFFFFFFFF", -1, null)]
    [InlineData("A+b", 10, "b")]
    [InlineData("cafe", 0xCAFE, null)] // a name that looks like a number is one, as in Orleans
    [InlineData("10000000000000000", 0, "10000000000000000")] // 17 digits: a string
    [InlineData("12:34", 0, "12:34")]
    public void A_key_stands_in_the_columns_that_Orleans_gives_it(string key, long number, string? extension)
    {
        var columns = GrainKey.Of(key);

        Assert.Equal((0, number, extension), (columns.N0, columns.N1, columns.Extension));
    }

    [Fact]
    public void A_guid_key_is_split_into_its_bytes()
    {
        var columns = GrainKey.Of("00112233445566778899aabbccddeeff+x");

        Assert.Equal((0x6677_4455_0011_2233, unchecked((long)0xFFEE_DDCC_BBAA_9988), "x"), (columns.N0, columns.N1, columns.Extension));
    }

    [Fact]
    public void A_keys_hash_is_over_its_bytes_in_reverse_and_a_names_is_not()
    {
        Assert.Equal((int)StableHash.Compute([0, 0, 0, 0, 0, 0, 0, 42]), GrainKey.Of("2A").Hash);
        Assert.Equal((int)StableHash.Compute([.. "zyx"u8]), GrainKey.Of("xyz").Hash);
        Assert.Equal((int)StableHash.Compute([(byte)'b', 0, 0, 0, 0, 0, 0, 0, 10]), GrainKey.Of("A+b").Hash);
        Assert.Equal((int)StableHash.Compute([.. "room"u8]), GrainKey.HashOfType("room"));
    }
}
