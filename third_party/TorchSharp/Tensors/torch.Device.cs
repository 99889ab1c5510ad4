namespace TorchSharp;

public static partial class torch
{
    /// <summary>The processor.</summary>
    public static readonly Device CPU = new(DeviceType.CPU);

    /// <summary>The first GPU.</summary>
    public static readonly Device CUDA = new(DeviceType.CUDA, 0);

    /// <summary>A device by its name: <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
    public static Device device(string description) => new(description);

    /// <summary>A device by kind and index.</summary>
    public static Device device(DeviceType type, int index = -1) => new(type, index);

    /// <summary>Where a tensor lies.</summary>
    public sealed class Device : IEquatable<Device>
    {
        /// <summary>A device by its name: <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
        /// <exception cref="ArgumentException">It is no such name.</exception>
        public Device(string description)
        {
            var parts = description.Split(':');
            type = parts[0] switch
            {
                "cpu" => DeviceType.CPU,
                "cuda" => DeviceType.CUDA,
                _ => throw new ArgumentException($"'{description}' is no device: cpu, cuda or cuda:INDEX.", nameof(description)),
            };
            var number = -1;
            if (parts.Length > 2 || (parts.Length == 2 && !(int.TryParse(parts[1], out number) && number >= 0)))
            {
                throw new ArgumentException($"'{description}' is no device: cpu, cuda or cuda:INDEX.", nameof(description));
            }

            index = number;
        }

        /// <summary>A device by kind and index.</summary>
        public Device(DeviceType type, int index = -1) => (this.type, this.index) = (type, index);

        /// <summary>Its kind.</summary>
        public DeviceType type { get; }

        /// <summary>Which of its kind; -1: the current one.</summary>
        public int index { get; }

        /// <summary>As the shim wants it: -1 the processor, otherwise which GPU.</summary>
        internal int Id => type == DeviceType.CPU ? -1 : Math.Max(index, 0);

        internal static Device Of(int id) => id < 0 ? CPU : id == 0 ? CUDA : new Device(DeviceType.CUDA, id);

        /// <inheritdoc/>
        public bool Equals(Device? other) => other is not null && Id == other.Id;

        /// <inheritdoc/>
        public override bool Equals(object? obj) => Equals(obj as Device);

        /// <inheritdoc/>
        public override int GetHashCode() => Id;

        /// <inheritdoc/>
        public override string ToString() => type == DeviceType.CPU ? "cpu" : $"cuda:{Id}";
    }

    /// <summary>The GPUs.</summary>
    public static partial class cuda
    {
        /// <summary>Whether libtorch was built for GPUs and finds one.</summary>
        public static bool is_available() => Native.lts_cuda_is_available() != 0 && device_count() > 0;

        /// <summary>How many GPUs it finds.</summary>
        public static int device_count() => Native.lts_cuda_device_count();
    }
}
