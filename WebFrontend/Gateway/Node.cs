using System.Security.Cryptography;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>A node with a random name: what was meant for the process before it never reaches this one.</summary>
public sealed class Node : INode
{
    /// <inheritdoc/>
    public string Name { get; } = RandomNumberGenerator.GetHexString(16, lowercase: true);
}
