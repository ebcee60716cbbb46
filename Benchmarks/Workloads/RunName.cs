using System.Security.Cryptography;

namespace OrleansChat.Benchmarks.Workloads;

/// <summary>Tells the messages of one run from those of every other on the same server.</summary>
internal static class RunName
{
    public static string Create() => RandomNumberGenerator.GetHexString(8, lowercase: true);
}
