using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace OrleansChat.Benchmarks.Sockets;

/// <summary>Level-triggered epoll over descriptors that carry a token of the caller.</summary>
internal sealed class Poller : IDisposable
{
    private const int Capacity = 512;
    private const int Add = 1;
    private const int Modify = 3;
    private const uint Readable = 1;
    private const uint Writable = 4;

    // The kernel packs the event on x64 only: 4 bytes of flags, 8 of data.
    private static readonly int DataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int Stride = DataOffset + 8;

    private readonly byte[] _events = GC.AllocateArray<byte>(Capacity * 16, pinned: true);
    private readonly int _poll = Libc.CreatePoll(0);

    /// <summary>Waits until something is ready.</summary>
    /// <returns>How many tokens <see cref="TokenAt"/> holds.</returns>
    public int Wait(int milliseconds) => Math.Max(0, Libc.WaitPoll(_poll, ref _events[0], Capacity, milliseconds));

    public int TokenAt(int index) =>
        BinaryPrimitives.ReadInt32LittleEndian(_events.AsSpan((index * Stride) + DataOffset));

    public void Watch(int descriptor, int token) => Control(Add, descriptor, token, Readable);

    /// <summary>Says whether the token is wanted for writing too.</summary>
    public void Rewatch(int descriptor, int token, bool writable) =>
        Control(Modify, descriptor, token, writable ? Readable | Writable : Readable);

    public void Dispose() => _ = Libc.Close(_poll);

    private void Control(int operation, int descriptor, int token, uint flags)
    {
        Span<byte> pollEvent = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(pollEvent, flags);
        BinaryPrimitives.WriteInt64LittleEndian(pollEvent[DataOffset..], token);
        if (Libc.ControlPoll(_poll, operation, descriptor, ref pollEvent[0]) != 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError());
        }
    }
}
