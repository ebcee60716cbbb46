using OrleansChat.WebFrontend.Gateway.Files;

namespace OrleansChat.Tests.Files;

public sealed class DiskReserveTests
{
    private static readonly FileFolderOptions Options = new() { Folder = "files", ReservePercent = 10 };

    [Theory]
    [InlineData(200, 100, true)]
    [InlineData(200, 101, false)]
    [InlineData(99, 1, false)]
    public void What_is_left_free_is_a_tenth_of_the_disk(long free, long bytes, bool expected) =>
        Assert.Equal(expected, new DiskReserve(new FixedDisk(free, 1_000), Options).TryTake(bytes));

    [Fact]
    public void Uploads_that_are_under_way_count_until_they_are_over()
    {
        var reserve = new DiskReserve(new FixedDisk(200, 1_000), Options);

        Assert.True(reserve.TryTake(60));
        Assert.False(reserve.TryTake(60));
        Assert.True(reserve.TryTake(40));
        reserve.GiveBack(60);
        Assert.True(reserve.TryTake(60));
    }

    [Fact]
    public void A_disk_without_room_is_told_from_one_that_is_broken()
    {
        Assert.False(new FileFolderException(new IOException("broken")).IsFull);
        if (!OperatingSystem.IsLinux())
        {
            return; // has no device that is always full
        }

        using var full = new FileStream("/dev/full", FileMode.Open, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        var fault = Assert.Throws<FileFolderException>(() => FileFolder.Guard(() => full.WriteByte(1)));

        Assert.True(fault.IsFull);
    }

    [Fact]
    public void The_disk_of_this_machine_can_be_asked()
    {
        var space = new Disk().Measure(Path.GetTempPath());

        Assert.InRange(space.Free, 0, space.Total);
        Assert.Throws<FileFolderException>(() => new Disk().Measure("/no/such/folder"));
    }
}
