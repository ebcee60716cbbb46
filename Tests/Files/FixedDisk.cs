using OrleansChat.WebFrontend.Gateway.Files;

namespace OrleansChat.Tests.Files;

/// <summary>A disk as full as the test says.</summary>
internal sealed class FixedDisk(long free, long total) : IDisk
{
    public long Free { get; set; } = free;

    public DiskSpace Measure(string folder) => new(Free, total);
}
