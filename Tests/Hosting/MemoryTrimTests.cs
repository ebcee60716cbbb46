using OrleansChat.WebFrontend.Hosting;

namespace OrleansChat.Tests.Hosting;

public sealed class MemoryTrimTests : IDisposable
{
    private const long Mebibyte = 1024 * 1024;

    private readonly MemoryTrim _trim = new(TimeProvider.System);
    private long _allocated = 500 * Mebibyte;

    public void Dispose() => _trim.Dispose();

    [Fact]
    public void A_quiet_node_that_has_grown_is_trimmed_after_three_ticks()
    {
        Assert.Equal([false, false, false, true], Ticks(4, allocating: 0, committed: 200 * Mebibyte));
    }

    [Fact]
    public void A_node_with_work_is_left_alone()
    {
        Assert.DoesNotContain(true, Ticks(20, allocating: 3 * Mebibyte, committed: 900 * Mebibyte));
    }

    [Fact]
    public void Work_in_between_starts_the_silence_anew()
    {
        Ticks(3, allocating: 0, committed: 200 * Mebibyte);
        Assert.Equal([false], Ticks(1, allocating: 3 * Mebibyte, committed: 200 * Mebibyte));
        Assert.Equal([false, false, true], Ticks(3, allocating: 0, committed: 200 * Mebibyte));
    }

    [Fact]
    public void What_a_trim_could_not_free_is_not_asked_for_again()
    {
        Ticks(4, allocating: 0, committed: 200 * Mebibyte);
        _trim.Trimmed(200 * Mebibyte);
        Assert.DoesNotContain(true, Ticks(20, allocating: Mebibyte, committed: 281 * Mebibyte));
        Assert.Equal([true], Ticks(1, allocating: Mebibyte, committed: 282 * Mebibyte));
    }

    private bool[] Ticks(int count, long allocating, long committed) =>
        [.. Enumerable.Range(0, count).Select(_ => _trim.IsDue(_allocated += allocating, committed))];
}
