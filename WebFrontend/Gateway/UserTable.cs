using System.Collections.Concurrent;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>The users with sockets on this node.</summary>
internal sealed class UserTable(ReadPositions positions, TimeProvider clock)
{
    private readonly ConcurrentDictionary<int, LocalUser> _users = new();

    public IEnumerable<LocalUser> All => _users.Select(one => one.Value);

    public LocalUser? Find(int userId) => _users.GetValueOrDefault(userId);

    public LocalUser Add(SocketSession session)
    {
        while (true)
        {
            var user = _users.GetOrAdd(
                session.Identity.UserId,
                static (id, one) => new LocalUser(id, one.positions, one.clock.GetUtcNow().ToUnixTimeMilliseconds()),
                (positions, clock));
            if (user.TryAdd(session))
            {
                return user;
            }

            _users.TryRemove(KeyValuePair.Create(user.UserId, user));
        }
    }

    /// <returns>Whether it was the user's last socket here.</returns>
    public bool Remove(LocalUser user, SocketSession session) =>
        user.Remove(session) && _users.TryRemove(KeyValuePair.Create(user.UserId, user));
}
