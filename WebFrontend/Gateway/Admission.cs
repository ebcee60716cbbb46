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
    private static readonly Refusal ManyUnknown = new(
        StatusCodes.Status429TooManyRequests, "too many sockets from this address that say nothing");
    private static readonly Refusal Knocking = new(
        StatusCodes.Status429TooManyRequests, "too many handshakes from this address");
    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, AddressUse> _addresses = [];
    private readonly Dictionary<int, int> _users = [];
    private int _open;

    /// <summary>Whether the process takes nothing new any more.</summary>
    internal bool IsDraining => readiness.IsDraining;

    internal Seat Take(IPAddress? address, int userId, bool isUnknown = false)
    {
        lock (_gate)
        {
            var refusal = Refuse(address, userId, isUnknown);
            if (refusal is null)
            {
                _open++;
                Count(userId);
                if (address is not null)
                {
                    Use(address).Open++;
                    Use(address).Unknown += isUnknown ? 1 : 0;
                }
            }

            return new Seat(this, address, refusal) { UserId = userId, IsUnknown = isUnknown };
        }
    }

    internal bool TryName(Seat seat, int userId)
    {
        lock (_gate)
        {
            if (HasMany(userId))
            {
                return false;
            }

            Count(userId);
            seat.UserId = userId;
            Named(seat);
            return true;
        }
    }

    internal void Return(Seat seat)
    {
        lock (_gate)
        {
            _open--;
            if (_users.TryGetValue(seat.UserId, out var sockets))
            {
                if (sockets == 1)
                {
                    _users.Remove(seat.UserId);
                }
                else
                {
                    _users[seat.UserId] = sockets - 1;
                }
            }

            Named(seat);
            if (seat.Address is not null && _addresses.TryGetValue(seat.Address, out var use))
            {
                use.Open--;
            }
        }
    }

    private void Count(int userId)
    {
        if (userId != 0)
        {
            _users[userId] = _users.GetValueOrDefault(userId) + 1;
        }
    }

    private bool HasMany(int userId) =>
        options.Strict && userId != 0 && _users.GetValueOrDefault(userId) >= options.SocketsPerUser;

    /// <summary>The seat is nobody unknown's any more.</summary>
    private void Named(Seat seat)
    {
        if (seat.IsUnknown && seat.Address is not null && _addresses.TryGetValue(seat.Address, out var use))
        {
            use.Unknown--;
        }

        seat.IsUnknown = false;
    }

    private Refusal? Refuse(IPAddress? address, int userId, bool isUnknown)
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

        if (isUnknown && address is not null && Use(address).Unknown >= options.UnknownSocketsPerAddress)
        {
            return ManyUnknown;
        }

        return HasMany(userId) ? ManyOfUser : null;
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
