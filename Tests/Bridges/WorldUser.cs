using System.Globalization;

namespace OrleansChat.Tests.Bridges;

/// <summary>A person with an account; any protocol will do.</summary>
public sealed record WorldUser(int UserId, string Token, string Name)
{
    public string Id => UserId.ToString(CultureInfo.InvariantCulture);
}
