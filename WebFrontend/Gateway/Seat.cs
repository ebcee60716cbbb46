using System.Net;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>One admitted socket, or the reason why there is none; given back when disposed.</summary>
internal sealed class Seat(Admission admission, IPAddress? address, Refusal? refusal) : IDisposable
{
    private bool _returned = refusal is not null;

    /// <summary>Whose it is; 0 for nobody's. The admission's.</summary>
    public int UserId { get; set; }

    /// <summary>Whether nobody has said yet whose it is. The admission's.</summary>
    public bool IsUnknown { get; set; }

    public IPAddress? Address { get; } = address;

    public Refusal? Refusal { get; } = refusal;

    /// <summary>It is this user's from now on.</summary>
    /// <returns>False when he has too many.</returns>
    public bool TryName(int userId) => admission.TryName(this, userId);

    public void Dispose()
    {
        if (!_returned)
        {
            _returned = true;
            admission.Return(this);
        }
    }
}
