using System.Net;

namespace OrleansChat.WebFrontend.Gateway;

/// <summary>One admitted socket, or the reason why there is none; given back when disposed.</summary>
internal sealed class Seat(Admission admission, IPAddress? address, int userId, Refusal? refusal) : IDisposable
{
    private bool _returned = refusal is not null;

    public Refusal? Refusal { get; } = refusal;

    public void Dispose()
    {
        if (!_returned)
        {
            _returned = true;
            admission.Return(address, userId);
        }
    }
}
