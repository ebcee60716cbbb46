namespace OrleansChat.Accounts;

/// <summary>A session that is the login of a device: another of the same protocol and device type replaces
/// it.</summary>
internal sealed record DeviceLogin(string SessionId, string Protocol, string Device, string DeviceId)
{
    public bool IsReplacedBy(string sessionId, OpenSession command) =>
        SessionId != sessionId && Protocol == command.Protocol && Device == command.Device;

    /// <summary>Whether it is the very same device that logs in again.</summary>
    public bool IsSameDevice(OpenSession command) => DeviceId.Length > 0 && DeviceId == command.DeviceId;
}
