using Orleans.Ray.Objects;

namespace Orleans.Ray.Store;

internal static class Pins
{
    /// <summary>Pins an object, for one hold to start with. Reads a spilled one back, which may block.</summary>
    public static unsafe PinHold Hold(StoredObject stored)
    {
        var pin = stored.Pin();
        return new PinHold(pin, pin.Pointer, pin.Length);
    }
}
