using OrleansChat.Errors;

namespace OrleansChat.Accounts;

/// <summary>What somebody's account is for, asked of the account.</summary>
internal static class Roles
{
    /// <summary>Whether a user is staff now.</summary>
    /// <returns><see cref="ChatError.None"/>; else the error that the caller has for others, or the account's.</returns>
    public static async Task<ChatError> RequireStaffAsync(
        this IGrainFactory grains, int userId, ChatError otherwise, CancellationToken cancellation)
    {
        var profile = await grains.GetGrain<IUserGrain>(userId).GetProfileAsync(cancellation);
        return !profile.Ok ? profile.Error
            : profile.Value!.Role is UserRole.Staff ? ChatError.None
            : otherwise;
    }
}
