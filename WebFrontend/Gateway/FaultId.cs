using System.Security.Cryptography;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Ties what a client or an operator is told to the line in the log.</summary>
internal static class FaultId
{
    public static string Next() => RandomNumberGenerator.GetHexString(12, lowercase: true);
}
