using System.Net;
using OrleansChat.Hosting;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>Who may open one more socket on this node: counts by node, user and address.</summary>
public sealed class Admission(GatewayOptions options, Readiness readiness, TimeProvider clock)
{
    // Addresses without sockets are forgotten when there are this many; a flood of addresses costs a walk now and then,
    // not memory.
    private const int KeptAddresses = 10_000;
    private static readonly Refusal Draining = new(StatusCodes.Status503ServiceUnavailable, "the server is not ready");
    private static readonly Refusal Full = new(StatusCodes.Status503ServiceUnavailable, "the server is full");
    private static readonly Refusal ManyOfUser = new(
        StatusCodes.Status429TooManyRequests, "too many sockets of this user");
    private static readonly Refusal ManyOfAddress = new(
        StatusCodes.Status429TooManyRequests, "too many sockets from this address");
    private static readonly Refusal Knocking = new(
        StatusCodes.Status429TooManyRequests, "too many handshakes from this address");
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, AddressUse> _addresses = [];
    private readonly Dictionary<int, int> _users = [];
    private int _open;

    /// <summary>Whether the process takes nothing new any more.</summary>
    internal bool IsDraining => readiness.IsDraining;

    internal Seat Take(IPAddress? address, int userId)
    {
        lock (_gate)
        {
            var refusal = Refuse(address, userId);
            if (refusal is null)
            {
                _open++;
                if (userId != 0)
                {
                    _users[userId] = _users.GetValueOrDefault(userId) + 1;
                }

                if (address is not null)
                {
                    Use(address).Open++;
                }
            }

            return new Seat(this, address, userId, refusal);
        }
    }

    internal void Return(IPAddress? address, int userId)
    {
        lock (_gate)
        {
            _open--;
            if (_users.TryGetValue(userId, out var sockets))
            {
                if (sockets == 1)
                {
                    _users.Remove(userId);
                }
                else
                {
                    _users[userId] = sockets - 1;
                }
            }

            if (address is not null && _addresses.TryGetValue(address, out var use))
            {
                use.Open--;
            }
        }
    }

    private Refusal? Refuse(IPAddress? address, int userId)
    {
        if (!readiness.IsOpen)
        {
            return Draining;
        }

        if (_open >= options.MaxSockets)
        {
            return Full;
        }

        if (!options.Strict)
        {
            return null;
        }

        if (address is not null && IsKnocking(Use(address)))
        {
            return Knocking;
        }

        if (address is not null && Use(address).Open >= options.SocketsPerAddress)
        {
            return ManyOfAddress;
        }

        return userId != 0 && _users.GetValueOrDefault(userId) >= options.SocketsPerUser ? ManyOfUser : null;
    }

    private bool IsKnocking(AddressUse use)
    {
        if (use.Handshakes == 0 || clock.GetElapsedTime(use.WindowSince) > options.HandshakeWindow)
        {
            use.Handshakes = 0;
            use.WindowSince = clock.GetTimestamp();
        }

        return ++use.Handshakes > options.HandshakesPerAddress;
    }

    private AddressUse Use(IPAddress address)
    {
        if (!_addresses.TryGetValue(address, out var use))
        {
            if (_addresses.Count >= KeptAddresses)
            {
                Forget();
            }

            _addresses[address] = use = new AddressUse();
        }

        return use;
    }

    private void Forget()
    {
        foreach (var (address, use) in _addresses)
        {
            if (use.Open == 0 && clock.GetElapsedTime(use.WindowSince) > options.HandshakeWindow)
            {
                _addresses.Remove(address);
            }
        }
    }
}
