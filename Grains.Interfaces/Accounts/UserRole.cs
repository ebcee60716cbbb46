namespace OrleansChat.Accounts;

/// <summary>What an account is for. The numbers are stored.</summary>
[GenerateSerializer, Alias("account.role")]
public enum UserRole : short
{
    /// <summary>An ordinary user.</summary>
    User = 1,

    /// <summary>A customer-service agent.</summary>
    Agent = 2,

    /// <summary>Staff of the platform; an agent as well.</summary>
    Staff = 3,
}
