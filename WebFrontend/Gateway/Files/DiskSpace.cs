namespace OrleansChat.WebFrontend.Gateway.Files;

/// <summary>How full a disk is, in bytes.</summary>
/// <param name="Free">What this process could still write.</param>
/// <param name="Total">All there is.</param>
internal sealed record DiskSpace(long Free, long Total);
