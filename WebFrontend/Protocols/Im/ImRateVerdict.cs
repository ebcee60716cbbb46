namespace OrleansChat.WebFrontend.Protocols.Im;

/// <summary>What becomes of a frame.</summary>
internal enum ImRateVerdict
{
    Taken,
    Refused,
    Closed,
}
