using OrleansChat.Accounts;
using OrleansChat.Conversations;
using OrleansChat.Friends;

namespace OrleansChat.WebFrontend.Hosting;

/// <summary>Two friends to try the server with. Made once, in Development only.</summary>
internal static class DemoAccounts
{
    public const string Password = "orleans-demo";

    public static readonly (string Mobile, string Name)[] Users = [("13800000001", "Alice"), ("13800000002", "Bob")];

    public static async Task EnsureAsync(IGrainFactory grains, CancellationToken cancellation)
    {
        var ids = new List<int>();
        foreach (var (mobile, name) in Users)
        {
            ids.Add(await EnsureAsync(grains, mobile, name, cancellation));
        }

        var friendship = grains.GetGrain<IFriendshipGrain>(ConversationKey.Pair(ids[0], ids[1]));
        var asked = await friendship.RequestAsync(new FriendRequest(ids[0], "", "", null), cancellation);
        if (asked.Ok)
        {
            await friendship.RespondAsync(ids[1], accepts: true, cancellation);
        }
    }

    private static async Task<int> EnsureAsync(
        IGrainFactory grains, string mobile, string name, CancellationToken cancellation)
    {
        var phone = grains.GetGrain<ILookupGrain>($"phone:{mobile}");
        var holder = await phone.FindAsync(cancellation);
        if (holder == 0)
        {
            holder = await phone.ClaimAsync(
                await grains.GetGrain<IIdGeneratorGrain>("user").NextAsync(cancellation), cancellation);
        }

        await grains.GetGrain<IUserGrain>(holder).RegisterAsync(
            new RegisterUser(mobile, Password, name, UserRole.User), cancellation); // refused when he exists
        return (int)holder;
    }
}
