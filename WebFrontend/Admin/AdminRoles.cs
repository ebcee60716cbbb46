using OrleansChat.Accounts;

namespace OrleansChat.WebFrontend.Admin;

/// <summary>Roles as the admin calls spell them.</summary>
internal static class AdminRoles
{
    public static UserRole? Read(string? role) => role switch
    {
        null or "user" => UserRole.User,
        "agent" => UserRole.Agent,
        "staff" => UserRole.Staff,
        _ => null,
    };
}
