namespace TorchSharp;

public static partial class torch
{
    /// <summary>Optimizers.</summary>
    public static unsafe partial class optim
    {
        /// <summary>What has a learning rate to set.</summary>
        public interface ILearningRateController
        {
            /// <summary>The rate of the next step.</summary>
            double LearningRate { get; set; }

            /// <summary>The rate it was made with.</summary>
            double InitialLearningRate { get; set; }
        }

        /// <summary>Changes parameters by their gradients.</summary>
        public abstract class Optimizer : IDisposable
        {
            /// <summary>Its groups of parameters.</summary>
            public abstract IEnumerable<ILearningRateController> ParamGroups { get; }

            /// <summary>Its parameters.</summary>
            public abstract IEnumerable<Modules.Parameter> parameters();

            /// <summary>One step by the gradients as they are, or as the closure computes them.</summary>
            /// <returns>What the closure returns.</returns>
            public abstract Tensor? step(Func<Tensor>? closure = null);

            /// <summary>Forgets all gradients, or sets them to 0.</summary>
            public virtual void zero_grad(bool set_to_none = true) => ZeroGradients(parameters(), set_to_none);

            /// <inheritdoc/>
            public void Dispose()
            {
                Dispose(disposing: true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Disposes its state.</summary>
            protected abstract void Dispose(bool disposing);
        }

        /// <summary>AdamW over one group.</summary>
        public static Modules.AdamW AdamW(
            IEnumerable<Modules.Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.99, double eps = 1e-8, double weight_decay = 0) =>
            new(parameters, lr, beta1, beta2, eps, weight_decay);

        /// <summary>AdamW over groups that may differ in learning rate and weight decay.</summary>
        public static Modules.AdamW AdamW(
            IEnumerable<Modules.AdamW.ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.99, double eps = 1e-8, double weight_decay = 0) =>
            new(parameters, lr, beta1, beta2, eps, weight_decay);

        internal static void ZeroGradients(IEnumerable<Tensor> parameters, bool setToNone)
        {
            var all = Handles(parameters);
            fixed (nint* handles = all)
            {
                Native.Check(Native.lts_zero_grad(handles, all.Length, setToNone ? 1 : 0));
            }
        }
    }
}
